import 'server-only';
import { type Facts } from '@/lib/audit/facts';
import { allocationsOfDto, type Allocation, type AllocationDto } from '@/lib/lineage/allocation';
import { step, type Scene } from '@/lib/operations/script';
import { CARRY, factText } from './carry-plan';
import { isDone, post, TRIES_AFTER, type Posting } from './carry-postings';

/** What went out of a balance, and of whom Core released it. */
export type Drained = { drained: bigint; released: ReadonlyMap<string, bigint> };

/**
 * Everything that was drained comes into a balance: each provider its own, untagged what Core released of
 * nobody. Into a `fresh` balance each provider is waited for before the next, because the order in which they
 * appear there is the order in which they will be spent (contract 5.5). Whether all of it was posted.
 */
export function* refill(
  plan: { currency: string; description?: string },
  into: string,
  { drained, released, isFresh }: Drained & { isFresh?: boolean },
): Scene<boolean> {
  let rest = drained;
  for (const [at, [provider, amount]] of [...released].entries()) {
    rest -= amount;
    const posting: Posting = {
      role: 'refill',
      key: `in_${at}`,
      source: CARRY,
      destination: into,
      amount,
      tag: provider,
      provider,
      mustHold: true,
    };
    if (!(yield* post(plan, posting, TRIES_AFTER))) return false;
    // If Core never books it, lineage is not right in the end, and that is said then.
    if (isFresh) yield* step('mapped', { balance_id: into, provider });
  }
  if (rest <= 0n) return true;
  const ends = { source: CARRY, destination: into, mustHold: true };
  const untagged: Posting = { role: 'refill_rest', key: 'in_rest', ...ends, amount: rest };
  return yield* post(plan, untagged, TRIES_AFTER);
}

/** What Core released of whom for a drain, as the step has kept it; whether it was booked to its end. */
export function* releasedFor(key: string): Scene<{ list: Allocation[]; isBooked: boolean } | null> {
  const booked = yield* step('booked', { key, patient: true });
  // What Core has released so far, when it does not come to an end.
  const taken = isDone(booked) ? booked : yield* step('booked', { key, patient: false });
  return isDone(taken) ? { list: releasesIn(taken.after!), isBooked: isDone(booked) } : null;
}

function releasesIn(facts: Facts): Allocation[] {
  return allocationsOfDto(JSON.parse(factText(facts.releases)) as AllocationDto[]);
}
