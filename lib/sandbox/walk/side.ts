import { atPointer, compact } from '../recordings/json-text';
import { type Answer, jsonOf, send } from '../recordings/talk';
import { fill, type Variables } from '../recordings/variables';
import { Alike } from '../recordings/alike';
import type { RequestStep } from './step';

/** A Core that is walked over. */
export interface Walked {
  readonly base: string;
  readonly masterKey: string;
  /** Waits until all lineage work that there is now has been done, or given up for ever. */
  rest(): Promise<void>;
}

export interface Heard {
  readonly answer: Answer;
  /** Status, type and body, comparable with the other side's. */
  readonly alike: string;
  /** Takes the answer as never heard: what it named first is not known by it. */
  readonly forget: () => void;
}

/** One walk on one Core: what was learnt from its answers. */
export class Side {
  readonly #variables: Variables;
  readonly #alike = new Alike();

  constructor(
    readonly core: Walked,
    run: string,
  ) {
    this.#variables = new Map([['run', run]]);
  }

  /** Whether everything that a step speaks of has been made. */
  knows(step: RequestStep): boolean {
    const text = `${step.path} ${step.body ?? ''} ${step.key ? `\${${step.key}}` : ''}`;
    return [...text.matchAll(/\$\{(\w+)(?::\d+-?)?\}/g)].every(([, name]) =>
      this.#variables.has(name!),
    );
  }

  /**
   * Whether a step speaks of the beginning of an id that another one shares. Cores make ids by
   * themselves, so the answer would tell of another thing on one of them only.
   */
  isAmbiguous(step: RequestStep): boolean {
    const beginnings = [...(step.body ?? '').matchAll(/\$\{(\w+):(\d+)\}/g)];
    return beginnings.some(([, name, length]) => {
      const value = this.#variables.get(name!);
      if (typeof value !== 'string') return false;
      const beginning = value.slice(0, Number(length));
      const all = new Set([...this.#variables.values()].filter((each) => typeof each === 'string'));
      return [...all].filter((each) => each.startsWith(beginning)).length > 1;
    });
  }

  async ask(step: RequestStep): Promise<Heard> {
    const key = step.key ? fill(`\${${step.key}}`, this.#variables) : this.core.masterKey;
    const answer = await send(this.core.base, {
      method: step.method,
      path: encodeURI(fill(step.path, this.#variables)).replaceAll('%25', '%'),
      headers: {
        'X-Blnk-Key': key,
        ...(step.body !== undefined && { 'Content-Type': 'application/json' }),
      },
      body: step.body === undefined ? undefined : fill(step.body, this.#variables),
    });
    const json = jsonOf(answer);
    for (const [name, field] of Object.entries(step.saves ?? {})) {
      const value = atPointer(json, `/${field}`);
      if (typeof value === 'string') this.#variables.set(name, value);
    }
    const type = answer.headers['content-type'] ?? '';
    const text =
      step.unordered && json !== undefined ? compact(this.#alike.inOneOrder(json)) : answer.text;
    const before = this.#alike.known;
    const alike = this.#alike.of(`${answer.status} ${type} ${text}`);
    return { answer, alike, forget: () => this.#alike.forgetSince(before) };
  }

  /** Asks for something that need not be there yet; the answer is not compared. */
  async status(path: string): Promise<number> {
    const headers = { 'X-Blnk-Key': this.core.masterKey };
    const filled = encodeURI(fill(path, this.#variables));
    const { status } = await send(this.core.base, {
      method: 'GET',
      path: filled,
      headers,
      body: undefined,
    });
    return status;
  }
}
