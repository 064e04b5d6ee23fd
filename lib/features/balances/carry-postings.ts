import 'server-only';
import { type Facts } from '@/lib/audit/facts';
import { type PostingRole } from '@/lib/lineage/carry';
import { step, type Scene, type StepResult } from '@/lib/operations/script';
import { endFact } from './carry-plan';

/** A movement of a carry, before it has a reference. */
export type Posting = {
  role: PostingRole;
  /** Names it within the operation; its reference is made of both. */
  key: string;
  source: string;
  destination: string;
  amount: bigint;
  /** The lineage tag, and for whom it is in the words of the slip. */
  tag?: string;
  provider?: string;
  /** Whether the source must have the money. */
  mustHold?: boolean;
  isHold?: boolean;
};

/** In which currency a plan posts, and what its movements are called in Core. */
type Postable = { currency: string; description?: string };

/** How often a refused posting is tried while everything can still be undone, and after that. */
export const TRIES_BEFORE = 8;

/** Core may keep a lock for five minutes after it was killed (contract 13.4). */
export const TRIES_AFTER = 40;

const LONGEST_PAUSE_MS = 15_000;

/** Whether a step came about; for a posting that was there already, it was made before a crash. */
export const isDone = ({ outcome }: StepResult) =>
  outcome === 'succeeded' || outcome === 'no_change';

/** A posting, again after a growing pause while Core refuses it. Whether it was made. */
export function* post(plan: Postable, posting: Posting, tries: number): Scene<boolean> {
  for (let n = 1; ; n += 1) {
    const done = yield* step('post', dataOf(plan, posting));
    if (isDone(done)) return true;
    // Another row has the reference: that is nobody's mistake but a forger's.
    if (done.outcome === 'conflict' || n >= tries) return false;
    yield* pause(n);
  }
}

type Ends = readonly [source: string, destination: string, amount: bigint];

/** Posts an amount from one to the other, the other way round when it is negative; nothing for zero. */
export function* move(
  plan: Postable,
  about: Pick<Posting, 'role' | 'key' | 'provider'>,
  [source, destination, amount]: Ends,
): Scene<boolean> {
  if (amount === 0n) return true;
  const [from, to] = amount > 0n ? [source, destination] : [destination, source];
  const size = amount > 0n ? amount : -amount;
  return yield* post(plan, { ...about, source: from, destination: to, amount: size }, TRIES_AFTER);
}

/** Some time, longer the more often Core has refused. */
export function* pause(n: number): Scene<void> {
  yield* step('pause', { ms: Math.min(250 * 2 ** n, LONGEST_PAUSE_MS) });
}

function dataOf({ currency, description }: Postable, posting: Posting): Facts {
  const { role, key, source, destination, amount, tag, provider } = posting;
  return {
    role,
    key,
    source: endFact(source),
    destination: endFact(destination),
    amount: String(amount),
    currency,
    tag: tag ?? null,
    provider: provider ?? null,
    overdraft: posting.mustHold !== true,
    hold: posting.isHold === true,
    ...(description !== undefined && { description }),
  };
}
