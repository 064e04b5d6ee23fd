import 'server-only';
import { z } from 'zod';
import { env } from '@/lib/env';
import { type StateTiming } from './state';

/** Every time of the protocol, in milliseconds. Nothing else in the product waits by a number of its own. */
export type Timing = StateTiming & {
  /** A write must leave within this after its attempt was recorded (monotonic clock). */
  sendBudgetMs: number;
  /** How long Core may take to answer a write. */
  writeLimitMs: number;
  /** How long one read of Core may take. */
  readLimitMs: number;
  /** How long `load` may take before anything is recorded. */
  loadLimitMs: number;
  /** Whoever holds an operation must renew within this, by the database's clock. */
  leaseMs: number;
  /**
   * An interactive operation that has not left us by then never does. Not longer than a lease, so that
   * whoever takes over an intent that was never sent ends it (design §5, takeover).
   */
  firstSendMs: number;
  /** How long a person's request waits for an outcome before it answers "unknown, checking". */
  patienceMs: number;
  /** How often a worker looks for operations to take over. */
  tickMs: number;
  /** An operation that a worker should have looked at so long ago is one that nobody can say anything of. */
  overdueMs: number;
  /** How often a balance is read whose change waits until its tagged funds are spent. */
  waitEveryMs: number;
  /** How often owners are looked at that may have changed lately, and how often all of them. */
  sweepRecentEveryMs: number;
  sweepAllEveryMs: number;
  /** Whoever looks must go on within this, and a Core that is away is asked again after so long. */
  sweepLeaseMs: number;
  sweepRetryMs: number;
  /** A create is looked up from this long before its intent, because Core's clock is not ours. */
  lookBackMs: number;
};

/** The times of the product. */
export const DEFAULT_TIMING: Timing = {
  sendBudgetMs: 1_500,
  writeLimitMs: 5_000,
  readLimitMs: 5_000,
  loadLimitMs: 10_000,
  leaseMs: 15_000,
  firstSendMs: 8_000,
  patienceMs: 8_000,
  tickMs: 1_000,
  overdueMs: 3_000,
  waitEveryMs: 60_000,
  sweepRecentEveryMs: 300_000,
  sweepAllEveryMs: 86_400_000,
  sweepLeaseMs: 60_000,
  sweepRetryMs: 15_000,
  lookBackMs: 600_000,
  resendWindowMs: 30_000,
  maxAttempts: 3,
  resendAfterMs: 2_000,
  settleMs: 120_000,
  readSoonMs: 500,
  readSoonForMs: 10_000,
  readEveryMs: 2_000,
};

const overrides = z
  .partialRecord(z.enum(Object.keys(DEFAULT_TIMING) as (keyof Timing)[]), z.int().min(1))
  .transform((given) => given as Partial<Timing>);

let current: Timing | undefined;

/**
 * The times in force. Tests shorten them by `COUNTERFOIL_TEST_TIMING`, a JSON object of the names
 * above, which `env()` refuses unless `COUNTERFOIL_TESTING=1`.
 * @throws Error when the override is not such an object, or leaves no time to write within the lease.
 */
export function timing(): Timing {
  return (current ??= withOverrides(env().COUNTERFOIL_TEST_TIMING));
}

function withOverrides(text: string | undefined): Timing {
  if (text === undefined) return DEFAULT_TIMING;
  const result = { ...DEFAULT_TIMING, ...overrides.parse(JSON.parse(text)) };
  // Else somebody could take an operation over while its request is on the way, and both would be right.
  if (result.sendBudgetMs + result.writeLimitMs >= result.leaseMs) {
    throw new Error('COUNTERFOIL_TEST_TIMING: a lease must outlast sending and the answer');
  }
  if (result.firstSendMs > result.leaseMs) {
    throw new Error('COUNTERFOIL_TEST_TIMING: a first request must leave within the first lease');
  }
  return result;
}
