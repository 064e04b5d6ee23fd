import type { RequestBody } from '../http/request-body';
import type { Store } from '../store/db';
import { ArmedFaults } from './armed';
import { sentinelsIn, type Fault } from './kinds';
import { Marks } from './marks';

interface Asked {
  readonly method: string;
  readonly path: string;
}

interface AskedWhole extends Asked {
  /** The query as it came, with its `?`. */
  readonly search: string;
  readonly body: RequestBody;
}

/** Where the sandbox looks up what shall go wrong. */
export class FaultDesk {
  readonly armed: ArmedFaults;
  readonly #marks: Marks;
  #isKillAsked = false;

  /** @param seed What chance is drawn from. */
  constructor(store: Store, seed: string) {
    this.armed = new ArmedFaults(seed);
    this.#marks = new Marks(store);
  }

  /** What a sentinel in this request, or in what it is about, asks for; null for nothing. */
  async sentinel({ method, path, search, body }: AskedWhole): Promise<Fault | null> {
    // Whoever looks for something so called only looks; and a list is about nothing in particular.
    const isList = method === 'POST' && path.endsWith('/filter');
    const text = !isList && body.bytes.includes(WORD) ? body.bytes.toString('utf8') : '';
    const now = sentinelsIn(`${path}${search} ${text}`).find(({ when }) => when === 'now');
    if (now) return now.fault;
    if (isList) return null;
    const when = method === 'GET' ? 'read' : 'write';
    return this.#marks.find(when, () => idsIn(`${path} ${body.bytes.toString('utf8')}`));
  }

  /**
   * To be called when a request is done: it may have written a sentinel, or taken one away.
   * @param fault What struck it; a restored backup brings back what stood there.
   */
  noteDone({ method, path, body }: Asked & { body: RequestBody }, fault: Fault | null): void {
    const isRestored = fault?.kind === 'restore_backup';
    if (method === 'GET' && !isRestored) return;
    const isWritten = isRestored || body.bytes.includes(WORD);
    if (isWritten || this.#marks.mayHold(() => idsIn(path))) this.#marks.forget();
  }

  /** The next time lineage is booked, Core dies amid it. */
  askForKill(): void {
    this.#isKillAsked = true;
  }

  /** Whether Core dies now; only once for each time it was asked for. */
  takeKill(): boolean {
    const isKilled = this.#isKillAsked;
    this.#isKillAsked = false;
    return isKilled;
  }
}

const WORD = 'sandbox:';

const idsIn = (text: string): string[] =>
  text.match(/\b(?:ldg|bln|idt|txn)_[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g) ?? [];
