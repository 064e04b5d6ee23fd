import 'server-only';
import { settled, step, type Scene } from '@/lib/operations/script';
import {
  changeOwner,
  ENDINGS,
  mappingsIn,
  nameOf,
  pointAnew,
  ROUNDS,
  shadowsOf,
  STUCK,
  verify,
  whyNotOwner,
  type Ending,
  type OldMapping,
} from './carry-parts';
import { BRIDGE, factText, type CarryPlan } from './carry-plan';
import { isDone, move, post, TRIES_AFTER, TRIES_BEFORE, type Posting } from './carry-postings';

/**
 * The balance never moves. The new owner's total is funded before the change, so that no release ever finds it
 * empty; what really was left under the old name is read once nothing can change it any more.
 */
export function* inPlace(plan: CarryPlan): Scene<Ending> {
  const { providers, total } = plan;
  const posted: Posting[] = [];
  const funding: Posting[] = [
    {
      role: 'fund_total',
      key: 'fund_total',
      source: BRIDGE,
      destination: plan.toTotal,
      amount: total,
    },
    ...providers
      .filter(({ amount }) => amount !== 0n)
      .map(({ provider, amount, to }): Posting => ({
        role: 'fund_shadow',
        key: `fund_${nameOf(plan, provider)}`,
        source: to,
        destination: BRIDGE,
        amount,
        provider,
      })),
  ];
  for (const each of funding) {
    if (!(yield* post(plan, each, TRIES_BEFORE))) {
      return yield* undo(plan, posted, { outcome: 'failed', reason: 'carry_refused' });
    }
    posted.push(each);
  }
  const owner = yield* changeOwner();
  if (!isDone(owner)) return yield* undo(plan, posted, whyNotOwner(owner));
  // In later rounds everything that is still found under the old name is moved, whatever it is.
  let given = new Map(providers.map(({ provider, amount }) => [provider, amount]));
  let funded = total;
  for (let round = 1; round <= ROUNDS; round += 1) {
    const seen = yield* step('mappings', shadowsOf(plan));
    if (!isDone(seen)) return STUCK;
    for (const mapping of mappingsIn(seen.after!)) {
      const about = { mapping, round, given: given.get(mapping.provider) ?? 0n };
      if (!(yield* moveProvider(plan, about))) return STUCK;
    }
    if (!(yield* moveTotal(plan, { round, funded }))) return STUCK;
    [given, funded] = [new Map(), 0n];
    const verdict = yield* verify(plan);
    if (verdict !== 'again') return ENDINGS[verdict];
  }
  return ENDINGS.off;
}

/**
 * Points one provider at the new shadow, and brings what that was given to what the old one really had. Debits
 * are spread over what a shadow shows, so the two are made alike as late as possible before the pointer
 * moves, and exactly as soon as it has.
 */
function* moveProvider(
  plan: CarryPlan,
  { mapping, round, given }: { mapping: OldMapping; round: number; given: bigint },
): Scene<boolean> {
  const { provider, from, to, isOld } = mapping;
  const key = `r${round}_${nameOf(plan, provider)}`;
  const left = { balance_id: from, of: 'shadow', provider };
  const adjust = { role: 'adjust_shadow', provider } as const;
  let now = given;
  if (isOld) {
    const before = yield* step('left', left);
    if (!isDone(before)) return false;
    const there = BigInt(factText(before.after!.amount));
    const ends = [BRIDGE, to, now - there] as const;
    if (!(yield* move(plan, { ...adjust, key: `${key}_first` }, ends))) return false;
    now = there;
    if (!(yield* pointAnew(plan, provider, round))) return false;
  }
  const final = yield* step('left', left);
  if (!isDone(final)) return false;
  const amount = BigInt(factText(final.after!.amount));
  const cleared = { role: 'clear_shadow', provider, key } as const;
  if (!(yield* move(plan, { ...adjust, key: `${key}_new` }, [BRIDGE, to, now - amount]))) {
    return false;
  }
  return yield* move(plan, cleared, [BRIDGE, from, amount]);
}

/** What is left in the old total goes, and what the new one was given too much of. */
function* moveTotal(
  plan: CarryPlan,
  { round, funded }: { round: number; funded: bigint },
): Scene<boolean> {
  const left = yield* step('left', { balance_id: plan.fromTotal, of: 'total' });
  if (!isDone(left)) return false;
  const amount = BigInt(factText(left.after!.amount));
  const key = `r${round}_total`;
  const ends = [plan.fromTotal, BRIDGE, amount] as const;
  if (!(yield* move(plan, { role: 'clear_total', key }, ends))) return false;
  const about = { role: 'adjust_total' as const, key: `${key}_new` };
  return yield* move(plan, about, [plan.toTotal, BRIDGE, funded - amount]);
}

/** Gives up in place: what was posted goes back, once no change of owner can arrive any more. */
function* undo(plan: CarryPlan, posted: readonly Posting[], ending: Ending): Scene<Ending> {
  yield* settled();
  for (const each of posted.toReversed()) {
    const back: Posting = {
      ...each,
      role: 'undo',
      key: `undo_${each.key}`,
      source: each.destination,
      destination: each.source,
    };
    if (!(yield* post(plan, back, TRIES_AFTER))) return STUCK;
  }
  return ending;
}
