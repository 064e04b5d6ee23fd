import { PlainError } from '../errors/core-error';

const WAIT_MS = 3_000;

/**
 * Locks on balances, first come first served. Core keeps them in Redis; one sandbox process is
 * alone with its database, so memory will do.
 */
export class BalanceLocks {
  /** The last one in line for each balance. */
  readonly #tails = new Map<string, Promise<void>>();

  constructor(private readonly waitMs = WAIT_MS) {}

  /**
   * Runs `work` while holding all these balances.
   * @throws PlainError in Core's words when they stay taken longer than three seconds.
   */
  async holding<T>(balanceIds: readonly string[], work: () => Promise<T>): Promise<T> {
    const keys = [...new Set(balanceIds)];
    const before = keys.map((key) => this.#tails.get(key) ?? Promise.resolve());
    const turn = Promise.withResolvers<void>();
    // Queueing up for all keys at once, in one synchronous step, cannot deadlock.
    for (const key of keys) this.#tails.set(key, turn.promise);
    const release = () => {
      turn.resolve();
      for (const key of keys) {
        if (this.#tails.get(key) === turn.promise) this.#tails.delete(key);
      }
    };
    const ready = Promise.all(before);
    if (!(await inTime(ready, this.waitMs))) {
      // Whoever waits behind must still wait for those in front.
      void ready.then(release);
      throw new PlainError(
        'failed to acquire lock: failed to acquire all locks within the wait timeout',
      );
    }
    try {
      return await work();
    } finally {
      release();
    }
  }
}

async function inTime(ready: Promise<unknown>, waitMs: number): Promise<boolean> {
  const late = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => late.resolve(false), waitMs);
  const result = await Promise.race([ready.then(() => true), late.promise]);
  clearTimeout(timer);
  return result;
}
