import 'server-only';
import { type Facts } from '@/lib/audit/facts';
import { canonicalJson } from '@/lib/base/canonical-json';
import { allocationsOfDto, type AllocationDto } from '@/lib/lineage/allocation';
import { type MoveReason } from '@/lib/lineage/move';
import { play, settled, step, type Scene, type StepResult } from '@/lib/operations/script';
import { type Outcome, type Reason } from '@/lib/operations/state';
import { CARRY, factText } from './carry-plan';
import { isDone, pause, post } from './carry-postings';
import { refill, releasedFor } from './refill';
import { type CarryLineageInput } from './schema';

/*
 * The order of moving the money of a balance to a new one, as a script (docs/lineage.md). The new balance comes
 * first: if it cannot be created, no money has moved.
 */

type Ending = { outcome: Outcome; reason: MoveReason | Reason | 'carry_unread' };

/** How often the debit of everything is tried: a payment may be faster. */
const DRAIN_TRIES = 5;

const CREATE_TRIES = 4;

/** What is moved, read from the step that has stored it. */
type MovePlan = { balanceId: string; currency: string; order: string[]; description: string };

export const nextOfMove = play<CarryLineageInput>(function* ({ balanceId }): Scene<Ending> {
  const planned = yield* step('plan');
  if (!planned.after || planned.outcome !== 'no_change') {
    return { outcome: 'cancelled', reason: 'carry_unread' };
  }
  const facts = planned.after;
  if (facts.obstacle === 'owner') return { outcome: 'conflict', reason: 'changed_before' };
  if (facts.obstacle !== undefined) return { outcome: 'conflict', reason: 'move_not_possible' };
  const created = yield* create(newBalanceData(facts));
  if (created.outcome !== 'succeeded') return notCreated(created);
  return yield* moveInto(factText(created.after!.balance_id), planOf(balanceId, facts));
});

/**
 * Creates the new balance, again when it is certain that Core has none: a worker may have died with the request.
 * Should the first one turn up later all the same, it is an empty balance too many.
 */
function* create(data: Facts): Scene<StepResult> {
  for (let n = 1; ; n += 1) {
    const created = yield* step('create', data);
    const isGone = created.outcome === 'cancelled' || created.reason === 'not_found';
    if (!isGone || n >= CREATE_TRIES) return created;
    yield* settled();
    yield* pause(n);
  }
}

function newBalanceData({ ledger_id, currency, strategy, meta_data }: Facts): Facts {
  return {
    ledger_id: ledger_id!,
    currency: currency!,
    strategy: strategy!,
    meta_data: meta_data!,
  };
}

/** Core may have created it and not shown it: then it is found by the id of the operation, if ever. */
function notCreated({ outcome }: StepResult): Ending {
  return { outcome: outcome === 'cancelled' ? 'cancelled' : 'failed', reason: 'move_not_created' };
}

function planOf(balanceId: string, facts: Facts): MovePlan {
  const amounts = allocationsOfDto(JSON.parse(factText(facts.amounts)) as AllocationDto[]);
  return {
    balanceId,
    currency: factText(facts.currency),
    order: amounts.map(({ provider }) => provider),
    description: 'Moved to a new balance by Counterfoil',
  };
}

/** Everything goes out in one debit, which takes every provider completely, and comes into the new balance. */
function* moveInto(newId: string, plan: MovePlan): Scene<Ending> {
  const out = yield* drainOnce(plan);
  if (!out) return { outcome: 'failed', reason: 'move_busy' };
  const taken = yield* releasedFor(out.key);
  if (!taken) return { outcome: 'failed', reason: 'move_stuck' };
  const known = new Map(taken.list.map(({ provider, amount }) => [provider, amount]));
  // A provider that came in after the plan was made is the newest one.
  const providers = [...new Set([...plan.order, ...known.keys()])].filter((each) =>
    known.has(each),
  );
  const released = new Map(providers.map((provider) => [provider, known.get(provider)!]));
  const into = taken.isBooked ? newId : plan.balanceId;
  const all = { drained: out.amount, released, isFresh: taken.isBooked };
  if (!(yield* refill(plan, into, all))) return { outcome: 'failed', reason: 'move_stuck' };
  if (!taken.isBooked) return { outcome: 'failed', reason: 'move_not_booked' };
  const about = { balance_id: newId, order: canonicalJson(providers) };
  const patient = yield* step('verify', { ...about, patient: true });
  const seen = isDone(patient) ? patient : yield* step('verify', { ...about, patient: false });
  return endingOf(seen);
}

/** The debit of all that the balance holds at that moment. */
function* drainOnce(plan: MovePlan): Scene<{ key: string; amount: bigint } | null> {
  for (let n = 1; n <= DRAIN_TRIES; n += 1) {
    const held = yield* step('held');
    const amount = isDone(held) ? BigInt(factText(held.after!.amount)) : 0n;
    if (amount <= 0n) return null;
    const key = `out_${n}`;
    const drain = { role: 'drain', key, source: plan.balanceId, destination: CARRY } as const;
    if (yield* post(plan, { ...drain, amount, mustHold: true }, 1)) return { key, amount };
    yield* pause(n);
  }
  return null;
}

function endingOf(seen: StepResult): Ending {
  const facts = seen.after;
  if (!isDone(seen) || !facts || facts.health !== 'agrees' || facts.in_order !== true) {
    return { outcome: 'failed', reason: 'move_off' };
  }
  return { outcome: 'succeeded', reason: facts.left === '0' ? 'moved' : 'moved_rest' };
}
