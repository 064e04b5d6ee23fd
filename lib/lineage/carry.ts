import { type BalanceRow } from '@/lib/core/schemas/balance';
import { type Identity } from '@/lib/core/schemas/identity';
import { type LineageFacts } from '@/lib/core/schemas/lineage-facts';
import { identifierOf, shadowIndicator } from '@/lib/core/schemas/lineage-names';
import { allocate, totalOf, type Allocation } from './allocation';
import { healthOf } from './health';
import { holdingsOf, type Holding } from './holdings';

/*
 * Carrying lineage over: a change of identity after which the lineage of the balance is as true as
 * before, under the new owner's name. How it is done, and which of it is proven: docs/lineage.md.
 */

/**
 * `in_place`: postings between Core's own lineage balances, the balance itself never moves.
 * `drain_refill`: the tagged funds go out and come in again, each from its provider.
 */
export type CarryMethod = 'in_place' | 'drain_refill';

/** What an operator allows: `auto` lets the balance decide. */
export type CarryPolicy = 'auto' | 'in-place' | 'drain-refill' | 'off';

/** Why no money of a tracked balance may be posted so that its lineage stays true. */
export type PostingObstacle =
  /** Our key for Core may not post movements. */
  | 'key_scope'
  /** Core rounds amounts of an API key above 2^53 (contract 1.3). */
  | 'key_rounds'
  /** Lineage is off already, or cannot be read. */
  | 'off'
  /** Money on hold settles under the old name, whatever is done (contract 5.8.8). */
  | 'on_hold';

/** Why lineage cannot be carried over. */
export type CarryObstacle =
  | PostingObstacle
  /** The operator forbids it. */
  | 'policy'
  /** Not proven for how this Core behaves. */
  | 'core'
  /** Other balances share the funds, and what of them is this one's own cannot be told. */
  | 'own_unclear'
  /** They share them, and a drain would take another mix of providers than this balance's own. */
  | 'shared_mix'
  /** Only in place is allowed, and others share the funds or the new owner holds some of them. */
  | 'not_exclusive'
  /** Money moved within the last minute, so the balance may not be short for a moment. */
  | 'moving'
  /** It holds less than is tagged, so the tagged funds cannot go out. */
  | 'holds_less';

export type CarryOffer =
  | {
      possible: true;
      method: CarryMethod;
      /** Why this one: nothing else lies in what is moved, something does, or an operator wants it so. */
      because: 'exclusive' | 'not_exclusive' | 'policy';
      /** What of each provider is carried, above zero, in the order of the first credit. */
      amounts: readonly Allocation[];
      total: bigint;
    }
  | { possible: false; why: CarryObstacle };

/** What decides beside the lineage itself. */
export type CarryConditions = {
  policy: CarryPolicy;
  /** Whether carrying is proven for how this Core behaves. */
  isProven: boolean;
  /** Whether our key may post movements of money. */
  mayPost: boolean;
  /** Above this Core rounds what our key sends; `null` for never. */
  exactUpTo: bigint | null;
  /** Whether the owner has, or may have, another balance of the currency that tracks lineage. */
  sharesTotal: boolean;
};

/** How Cores behave for which it is proven (docs/lineage.md), in the words of `coreCapabilities`. */
const PROVEN: readonly string[] = ['0.15', 'newer'];

/** Whether carrying is proven for a Core that behaves like this. */
export function isCarryProven(version: string): boolean {
  return PROVEN.includes(version);
}

/** As long as this without a movement, a balance may be short of its tagged funds for a second. */
export const QUIET_MS = 60_000;

/**
 * Whether and how the lineage of a tracked balance can be carried over to `target`. In place where nothing
 * else lies in the shadows and totals that are moved; else by draining and refilling, if the balance is
 * quiet; else not, with the reason.
 * @param facts with the target's lineage balances, of a balance that is to get another identifier.
 */
export function carryOf(
  facts: LineageFacts,
  target: Identity,
  conditions: CarryConditions,
): CarryOffer {
  const { policy } = conditions;
  const general = generalObstacle(facts, conditions);
  if (general) return { possible: false, why: general };
  const { providers: holdings } = holdingsOf(facts);
  if (policy !== 'drain-refill' && !conditions.sharesTotal && isExclusive(facts, target)) {
    const carried = sum(holdings, ({ available }) => available);
    return { possible: true, method: 'in_place', because: 'exclusive', ...carried };
  }
  if (policy === 'in-place') return { possible: false, why: 'not_exclusive' };
  const why = drainObstacle(facts, holdings);
  if (why) return { possible: false, why };
  const because = policy === 'drain-refill' ? 'policy' : 'not_exclusive';
  const carried = sum(holdings, ({ own }) => own.amount);
  return { possible: true, method: 'drain_refill', because, ...carried };
}

function generalObstacle(facts: LineageFacts, conditions: CarryConditions): CarryObstacle | null {
  if (conditions.policy === 'off') return 'policy';
  if (!conditions.isProven) return 'core';
  return postingObstacle(facts, conditions);
}

/** What stands against posting the tagged money of a balance, however it is done. */
export function postingObstacle(
  facts: LineageFacts,
  { mayPost, exactUpTo }: Pick<CarryConditions, 'mayPost' | 'exactUpTo'>,
): PostingObstacle | null {
  const { balance, lineage } = facts;
  if (!mayPost) return 'key_scope';
  const { state } = healthOf(facts);
  if (state === 'off' || state === 'cannot_tell') return 'off';
  const onHold = balance.inflightDebitBalance + balance.inflightCreditBalance;
  if (onHold > 0n || holdingsOf(facts).providers.some(({ inflight }) => inflight > 0n)) {
    return 'on_hold';
  }
  // Totals are posted too, and they are the largest amounts of all.
  return exactUpTo !== null && totalOf(lineage.providers) > exactUpTo ? 'key_rounds' : null;
}

/** Whether nothing but this balance's funds lies in the shadows under either name. */
function isExclusive(facts: LineageFacts, target: Identity): boolean {
  if (facts.sharers.length + facts.unasked > 0) return false;
  const identifier = identifierOf(target);
  const theirs = new Set(
    facts.lineage.providers.map(({ provider }) => shadowIndicator(provider, identifier)),
  );
  return facts.lineageBalances
    .filter(({ indicator }) => indicator !== null && theirs.has(indicator))
    .every((shadow) => shadow.debitBalance === shadow.creditBalance && !isOnHold(shadow));
}

function isOnHold(row: BalanceRow): boolean {
  return row.inflightDebitBalance + row.inflightCreditBalance > 0n;
}

function drainObstacle(facts: LineageFacts, holdings: readonly Holding[]): CarryObstacle | null {
  if (holdings.some(({ own }) => !own.exact)) return 'own_unclear';
  const newest = facts.rows[0];
  if (newest && facts.readAtMs - Date.parse(newest.createdAt) < QUIET_MS) return 'moving';
  const { amounts, total } = sum(holdings, ({ own }) => own.amount);
  if (facts.balance.balance < total) return 'holds_less';
  // Core spreads a debit over whole shadows, so with others in them it might take what is theirs.
  const taken = allocate(holdings, total, facts.balance.allocationStrategy);
  const isOwn =
    taken.length === amounts.length &&
    amounts.every(({ provider, amount }) =>
      taken.some((each) => each.provider === provider && each.amount === amount),
    );
  return isOwn ? null : 'shared_mix';
}

function sum(holdings: readonly Holding[], of: (holding: Holding) => bigint) {
  const amounts = holdings
    .map((each) => ({ provider: each.provider, amount: of(each) }))
    .filter(({ amount }) => amount > 0n);
  return { amounts, total: amounts.reduce((all, { amount }) => all + amount, 0n) };
}

/** Why a carry ended as it did. The words are with those of all changes. */
export type CarryReason =
  | 'carried'
  /** And payments go on, so that lineage is never settled; nothing is left under the old name. */
  | 'carried_moving'
  /** Somebody else had changed the owner before: nothing was posted. */
  | 'changed_before'
  /** Lineage had changed so that it could not be carried: nothing was posted. */
  | 'carry_not_possible'
  /** Core could not be read in time: nothing was posted. */
  | 'carry_unread'
  /** Core refused a posting; all is as it was. */
  | 'carry_refused'
  /** Too much moved on the balance; all is as it was. */
  | 'carry_busy'
  /** Core did not follow the drain; the money is back, lineage as it was. */
  | 'carry_not_booked'
  /** The owner could not be changed; all is as it was. */
  | 'carry_owner_kept'
  /** Somebody else gave the balance to another owner; what had been moved was moved back. */
  | 'carry_owner_changed'
  /** The owner was changed, and lineage does not agree afterwards. */
  | 'carry_off'
  /** Core refused for too long, in the middle: somebody has to look. */
  | 'carry_stuck';

/** What of the balance is moved by which posting, for the slip. */
export type PostingRole =
  | 'fund_total'
  | 'fund_shadow'
  | 'hold'
  | 'clear_shadow'
  | 'adjust_shadow'
  | 'clear_total'
  | 'adjust_total'
  | 'drain'
  | 'refill'
  | 'refill_rest'
  | 'undo';

/** A step of a carry as it is stored, as far as it moves money out of the balance or into it. */
type MoneyStep = {
  name: string;
  data: { readonly role?: unknown; readonly amount?: unknown };
  outcome: string | null;
};

/**
 * What a carry has taken out of its balance and not brought back yet, in minor units, and with which step that
 * began; `null` when nothing is missing.
 */
export function shortBy<S extends MoneyStep>(
  steps: readonly S[],
): { amount: bigint; since: S } | null {
  const made = steps.filter(
    ({ name, outcome }) => name === 'post' && (outcome === 'succeeded' || outcome === 'no_change'),
  );
  const drains = made.filter(({ data }) => data.role === 'drain');
  const refills = made.filter(({ data }) => data.role === 'refill' || data.role === 'refill_rest');
  const sum = (list: readonly S[]) =>
    list.reduce((all, { data }) => all + BigInt(String(data.amount)), 0n);
  const amount = sum(drains) - sum(refills);
  return drains[0] && amount > 0n ? { amount, since: drains[0] } : null;
}
