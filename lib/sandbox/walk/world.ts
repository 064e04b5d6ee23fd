import type { SeededRandom } from '@/lib/base/seeded-random';
import { QUIET, type RequestStep, type Step } from './step';

export interface Identity {
  readonly name: string;
  /** Whether lineage may be filed under a name or an owner that is no longer so. */
  isBroken: boolean;
}

export interface Balance {
  readonly name: string;
  readonly currency: string;
  readonly isTracked: boolean;
  owner: Identity | null;
}

export interface Payment {
  readonly name: string;
  readonly reference: string;
  readonly isHold: boolean;
  readonly touches: readonly Balance[];
}

const CURRENCIES = ['USD', 'USD', 'USD', 'EUR'] as const;

/**
 * What a walk has made so far, as far as its next steps need it: names of variables, never answers.
 * Whether a step succeeded is not known here; a step about something that was never made is skipped.
 */
export class World {
  readonly steps: Step[] = [];
  readonly ledgers: string[] = [];
  readonly identities: Identity[] = [];
  readonly balances: Balance[] = [];
  readonly payments: Payment[] = [];
  readonly monitors: string[] = [];
  readonly accounts: string[] = [];
  readonly keys: string[] = [];
  #count = 0;
  #isUnsettled = false;
  /** Owners whose lineage may be tried again and again just now. */
  readonly #restless = new Set<Identity>();
  /** Tracked balances whose money has moved since the last rest, and those a tagged credit has reached. */
  readonly #moved = new Set<Balance>();
  readonly #tagged = new Set<Balance>();
  /** Tracked balances that have a provider, as far as is known. */
  readonly #mapped = new Set<Balance>();

  constructor(readonly random: SeededRandom) {}

  fresh(prefix: string): string {
    this.#count += 1;
    return `${prefix}${this.#count}`;
  }

  ask(step: Omit<RequestStep, 'kind'>): void {
    this.steps.push({ kind: 'request', ...step });
  }

  post(path: string, body: unknown, rest: Partial<RequestStep> = {}): void {
    this.ask({ method: 'POST', path, body: JSON.stringify(body), ...rest });
  }

  put(path: string, body: unknown, rest: Partial<RequestStep> = {}): void {
    this.ask({ method: 'PUT', path, body: JSON.stringify(body), ...rest });
  }

  get(path: string): void {
    this.ask({ method: 'GET', path });
  }

  /**
   * Sends what may move money of these balances. Lineage is booked behind the answers and reads owners
   * and names as they are then; where those have changed it may fail, and is tried again for seconds.
   * So before the same owners' money moves again, and before an owner or a name changes, both Cores
   * come to rest, or they would differ by nothing but their pace. The same is so of a balance without any
   * provider yet: a debit that meets its first tagged credit on the way takes from it.
   */
  move(touches: readonly Balance[], send: () => void): void {
    const tracked = touches.filter(({ isTracked, owner }) => isTracked && owner);
    const owners = tracked.flatMap(({ owner }) => (owner ? [owner] : []));
    const isEarly = (one: Balance) => this.#moved.has(one) && !this.#mapped.has(one);
    if (owners.some((owner) => this.#restless.has(owner)) || tracked.some(isEarly)) this.rest();
    send();
    if (owners.length === 0) return;
    this.#isUnsettled = true;
    const sent = this.steps.at(-1);
    const isTagged = sent?.kind === 'request' && !!sent.body?.includes('BLNK_LINEAGE_PROVIDER');
    for (const balance of tracked) {
      this.#moved.add(balance);
      if (isTagged) this.#tagged.add(balance);
    }
    if (owners.some(({ isBroken }) => isBroken)) owners.forEach((one) => this.#restless.add(one));
  }

  rest(): void {
    if (!this.#isUnsettled) return;
    this.steps.push(QUIET);
    this.#isUnsettled = false;
    this.#restless.clear();
    this.#moved.clear();
    for (const balance of this.#tagged) this.#mapped.add(balance);
    this.#tagged.clear();
  }

  currency(): string {
    return this.random.pick(CURRENCIES);
  }

  /** Of a list mostly one of the last few, so that things made long ago are met too, but rarely. */
  recent<T>(list: readonly T[]): T | undefined {
    if (list.length === 0) return undefined;
    const from = this.random.chance(0.85) ? Math.max(0, list.length - 6) : 0;
    return list[this.random.between(from, list.length - 1)];
  }
}

/** How a variable stands in a step. */
export const v = (name: string): string => `\${${name}}`;
