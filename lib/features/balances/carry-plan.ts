import 'server-only';
import { personal, type Fact, type Facts } from '@/lib/audit/facts';
import { assert } from '@/lib/base/assert';
import { canonicalJson } from '@/lib/base/canonical-json';
import { type LineageFacts } from '@/lib/core/schemas/lineage-facts';
import { type Identity } from '@/lib/core/schemas/identity';
import {
  aggregateIndicator,
  identifierOf,
  shadowIndicator,
} from '@/lib/core/schemas/lineage-names';
import { allocationsOfDto, allocationsToDto, type AllocationDto } from '@/lib/lineage/allocation';
import { type CarryMethod, type CarryOffer } from '@/lib/lineage/carry';

/** One provider as it is carried: what it had, where, and where that goes. */
export type CarriedProvider = {
  provider: string;
  /** What was available when the plan was made; nothing for one that only has to be pointed anew. */
  amount: bigint;
  /** Id of the shadow that its mapping points to. */
  from: string;
  /** The shadow under the new owner's name: an id, or the name while it does not exist. */
  to: string;
};

/** What is carried and how, as it was stored before anything was posted. */
export type CarryPlan = {
  method: CarryMethod;
  balanceId: string;
  currency: string;
  /** In the order of the first credit. */
  providers: readonly CarriedProvider[];
  total: bigint;
  /** The totals of the two owners, as ids or names. */
  fromTotal: string;
  toTotal: string;
  /** Whether other balances lie in the same shadows. */
  isShared: boolean;
};

/** The plan of an offer. */
export function carryPlanOf(
  facts: LineageFacts,
  target: Identity,
  offer: Extract<CarryOffer, { possible: true }>,
): CarryPlan {
  const { balance, identity, lineage, lineageBalances } = facts;
  assert(identity, 'lineage is only carried over from somebody');
  const to = identifierOf(target);
  const known = (indicator: string) =>
    lineageBalances.find((row) => row.indicator === indicator)?.balanceId ?? indicator;
  return {
    method: offer.method,
    balanceId: balance.balanceId,
    currency: balance.currency,
    providers: lineage.providers.map(({ provider, shadowBalanceId }) => ({
      provider,
      amount: offer.amounts.find((each) => each.provider === provider)?.amount ?? 0n,
      from: shadowBalanceId,
      to: known(shadowIndicator(provider, to)),
    })),
    total: offer.total,
    fromTotal: known(aggregateIndicator(identifierOf(identity))),
    toTotal: known(aggregateIndicator(to)),
    isShared: facts.sharers.length + facts.unasked > 0,
  };
}

/** A balance as a fact: the names of lineage balances have those of people in them. */
export function endFact(end: string): Fact {
  return end.startsWith('@') && !isOurs(end) ? personal(end) : end;
}

/** Through which everything passes that is moved in place. Comes to zero by each carry. */
export const BRIDGE = '@counterfoil_bridge';
/** Where drained funds wait for the new owner. Comes to zero by each carry. */
export const CARRY = '@counterfoil_carry';
const isOurs = (end: string) => end === BRIDGE || end === CARRY;

/** Writes the plan for the step that keeps it. */
export function planFacts(plan: CarryPlan): Facts {
  const { providers, total, fromTotal, toTotal, ...same } = plan;
  return {
    method: same.method,
    balance_id: same.balanceId,
    currency: same.currency,
    total: String(total),
    shared: same.isShared,
    from_total: endFact(fromTotal),
    to_total: endFact(toTotal),
    amounts: canonicalJson(allocationsToDto(providers)),
    shadows: shadowsFact(providers),
  };
}

type Shadows = Pick<CarriedProvider, 'provider' | 'from' | 'to'>;

/** The shadows of a plan as one fact: the new ones may be names. */
export function shadowsFact(providers: readonly Shadows[]): Fact {
  return personal(
    canonicalJson(providers.map(({ provider, from, to }) => ({ provider, from, to }))),
  );
}

/** Reads what `shadowsFact` wrote. */
export function shadowsOfFact(fact: Fact | undefined): Shadows[] {
  return JSON.parse(factText(fact)) as Shadows[];
}

/** Reads a plan that `planFacts` wrote. */
export function planOfFacts(facts: Facts): CarryPlan {
  const text = (name: string) => factText(facts[name]);
  const amounts = allocationsOfDto(JSON.parse(text('amounts')) as AllocationDto[]);
  const shadows = shadowsOfFact(facts.shadows);
  return {
    method: text('method') as CarryMethod,
    balanceId: text('balance_id'),
    currency: text('currency'),
    providers: shadows.map((each, index) => ({ ...each, amount: amounts[index]!.amount })),
    total: BigInt(text('total')),
    fromTotal: text('from_total'),
    toTotal: text('to_total'),
    isShared: facts.shared === true,
  };
}

/** A fact's text, whether it is personal or not. */
export function factText(fact: Fact | undefined): string {
  const text = typeof fact === 'object' && fact !== null ? fact.personal : fact;
  assert(typeof text === 'string', 'the fact was stored as a text');
  return text;
}
