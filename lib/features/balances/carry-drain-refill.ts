import 'server-only';
import { settled, step, type Scene } from '@/lib/operations/script';
import {
  changeOwner,
  ENDINGS,
  mappingsIn,
  pointAnew,
  ROUNDS,
  shadowsOf,
  STUCK,
  verify,
  whyNotOwner,
  type Ending,
} from './carry-parts';
import { CARRY, factText, type CarryPlan } from './carry-plan';
import { isDone, post, type Posting } from './carry-postings';
import { refill, releasedFor, type Drained } from './refill';

const REFUSED: Ending = { outcome: 'failed', reason: 'carry_refused' };
const NOT_BOOKED: Ending = { outcome: 'failed', reason: 'carry_not_booked' };
const BUSY: Ending = { outcome: 'failed', reason: 'carry_busy' };

/** Drains until nothing tagged is left. */
const DRAINS = 9;

/**
 * Everything tagged goes out in one debit, which takes every provider completely whatever the strategy, and what
 * Core really released comes in again under the new owner.
 */
export function* drainAndRefill(plan: CarryPlan): Scene<Ending> {
  const released = new Map<string, bigint>();
  let drained = 0n;
  let rest = plan.total;
  for (let n = 1; rest > 0n && n <= DRAINS; n += 1) {
    const out: Posting = {
      role: 'drain',
      key: `out_${n}`,
      source: plan.balanceId,
      destination: CARRY,
      amount: rest,
      mustHold: true,
    };
    if (!(yield* post(plan, out, 2))) {
      return yield* refillAndEnd(plan, { drained, released }, REFUSED);
    }
    drained += rest;
    const taken = yield* releasedFor(out.key);
    if (!taken) return STUCK;
    for (const { provider, amount } of taken.list) {
      released.set(provider, (released.get(provider) ?? 0n) + amount);
    }
    if (!taken.isBooked) {
      return yield* refillAndEnd(plan, { drained, released }, NOT_BOOKED);
    }
    // Among shared shadows nobody can tell what else of them would be this balance's own.
    const again = plan.isShared ? null : yield* step('available');
    if (again && !isDone(again)) return yield* refillAndEnd(plan, { drained, released }, BUSY);
    rest = again ? BigInt(factText(again.after!.amount)) : 0n;
  }
  if (rest > 0n) return yield* refillAndEnd(plan, { drained, released }, BUSY);
  const owner = yield* changeOwner();
  if (!isDone(owner)) {
    yield* settled();
    return yield* refillAndEnd(plan, { drained, released }, whyNotOwner(owner));
  }
  if (!plan.isShared) {
    const behind = yield* step('left_behind', shadowsOf(plan));
    if (!isDone(behind)) return STUCK;
    if (factText(behind.after!.amount) !== '0') {
      // A tagged credit slipped in before the owner changed: it goes back to where that money is.
      yield* settled();
      const back = yield* step('owner_back');
      if (!isDone(back)) return STUCK;
      yield* settled();
      return yield* refillAndEnd(plan, { drained, released }, BUSY);
    }
  }
  if (!(yield* refill(plan, plan.balanceId, { drained, released }))) return STUCK;
  for (let round = 1; round <= ROUNDS; round += 1) {
    const verdict = yield* verify(plan);
    if (verdict !== 'again') return ENDINGS[verdict];
    const seen = yield* step('mappings', shadowsOf(plan));
    if (!isDone(seen)) return STUCK;
    for (const { provider, isOld, isEmpty } of mappingsIn(seen.after!)) {
      // A pointer at an old shadow without funds harms nobody: the next credit moves it.
      if (isOld && !isEmpty && !(yield* pointAnew(plan, provider, round))) return STUCK;
    }
  }
  return ENDINGS.off;
}

/** Gives up: the money is back under whoever owns the balance, and so is its lineage. */
function* refillAndEnd(plan: CarryPlan, all: Drained, ending: Ending): Scene<Ending> {
  return (yield* refill(plan, plan.balanceId, all)) ? ending : STUCK;
}
