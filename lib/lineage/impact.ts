import { type Identity } from '@/lib/core/schemas/identity';
import { type LineageFacts } from '@/lib/core/schemas/lineage-facts';
import {
  aggregateIndicator,
  identifierOf,
  shadowIndicator,
} from '@/lib/core/schemas/lineage-names';
import { ageMs, indexOf, isPending, leftIn, lineageHealth, type Signal } from './health';
import { ownAmounts } from './own-amounts';

/** One provider's amount, in minor units of the balance's currency. */
export type ProviderAmount = { provider: string; amount: bigint };

/** What a change of identity does to the lineage of a balance. E1 to E11 number the cases. */
export type Effect =
  /** E11 */
  | { kind: 'untracked' }
  /** E9 */
  | { kind: 'same_name' }
  /** The mappings already point to the new identity: the change puts both together again. */
  | { kind: 'realigned' }
  /** E10; `never`: nothing was ever tagged. */
  | { kind: 'all_spent'; never: boolean }
  /** E2, for debits up to `amount`, which the new identity's other balances put there. */
  | { kind: 'debit_takes_others'; amount: bigint }
  /** E1, for debits above `above`: the new identity's aggregate has no more than that. */
  | { kind: 'debit_stops'; above: bigint }
  /** E3 */
  | { kind: 'credit_hides'; providers: ProviderAmount[] }
  /** E4: what the new identity's other balances hold from the same providers. */
  | { kind: 'credit_merges'; providers: ProviderAmount[] }
  /** E5 */
  | { kind: 'siblings_share'; count: number; complete: boolean; amount: bigint }
  /** E7 */
  | { kind: 'inflight_stays'; amount: bigint }
  /** E6 */
  | { kind: 'never_delete' }
  /** E8; when to ask again. */
  | { kind: 'not_settled'; recheckMs: number }
  | { kind: 'already_off'; signals: Signal[] }
  | { kind: 'cannot_tell' };

export type Verdict = 'label_only' | 'not_settled' | 'will_break' | 'blocked';

export type Impact = {
  verdict: Verdict;
  effects: Effect[];
  /** This balance's own tagged funds by provider; whole shadows when the own part is not known. */
  tagged: ProviderAmount[];
  /** False when the own part could not be worked out: the amounts then are "up to". */
  exact: boolean;
};

/** A balance that moved less than this ago has lineage work that may still be tried (contract 5.3). */
const SETTLING_MS = 6_000;
const RECHECK_PENDING_MS = 2_000;

/** The impact on a balance that does not track lineage. */
export const UNTRACKED: Impact = {
  verdict: 'label_only',
  effects: [{ kind: 'untracked' }],
  tagged: [],
  exact: true,
};

/** The impact when the facts could not be read. */
export const UNREADABLE: Impact = {
  verdict: 'blocked',
  effects: [{ kind: 'cannot_tell' }],
  tagged: [],
  exact: false,
};

/**
 * What happens to lineage when `target` becomes the owner. Pure: it judges what was read, and says
 * "not settled" where Core may still be at work, because nothing exact can be said then.
 */
export function lineageImpact(facts: LineageFacts, target: Identity): Impact {
  const own = ownAmounts(facts);
  const amounts = own ?? facts.lineage.providers;
  const tagged = amounts
    .map(({ provider, available }) => ({ provider, amount: available }))
    .filter(({ amount }) => amount > 0n);
  const found = judge({ facts, target, tagged });
  return { ...found, tagged, exact: own !== null };
}

type Judging = { facts: LineageFacts; target: Identity; tagged: ProviderAmount[] };

function judge({ facts, target, tagged }: Judging): Pick<Impact, 'verdict' | 'effects'> {
  if (facts.identity && identifierOf(facts.identity) === identifierOf(target)) {
    return { verdict: 'label_only', effects: [{ kind: 'same_name' }] };
  }
  const recheckMs = unsettledFor(facts);
  if (recheckMs > 0) {
    return { verdict: 'not_settled', effects: [{ kind: 'not_settled', recheckMs }] };
  }
  if (isRealigned(facts, target)) {
    return { verdict: 'label_only', effects: [{ kind: 'realigned' }, { kind: 'never_delete' }] };
  }
  const health = lineageHealth(facts);
  if (health.state === 'cannot_tell') {
    return { verdict: 'blocked', effects: [{ kind: 'cannot_tell' }] };
  }
  if (health.state === 'off') {
    return { verdict: 'blocked', effects: [{ kind: 'already_off', signals: health.signals }] };
  }
  const effects = breaking({ facts, target, tagged });
  if (effects.length > 0) return { verdict: 'will_break', effects: [...effects, neverDelete] };
  const never = facts.lineage.providers.length === 0;
  return {
    verdict: 'label_only',
    effects: [{ kind: 'all_spent', never }, ...(never ? [] : [neverDelete])],
  };
}

const neverDelete: Effect = { kind: 'never_delete' };

/** How long until something exact can be said, in milliseconds; 0 when it can be now. */
function unsettledFor(facts: LineageFacts): number {
  const youngest = Math.min(...facts.rows.slice(0, 1).map((row) => ageMs(row, facts)));
  if (youngest < SETTLING_MS) return SETTLING_MS - youngest;
  return isPending(facts) ? RECHECK_PENDING_MS : 0;
}

/** Whether all that is available already lies where the new identity's names are, in full. */
function isRealigned(facts: LineageFacts, target: Identity): boolean {
  const { byId, byIndicator } = indexOf(facts);
  const identifier = identifierOf(target);
  const left = facts.lineage.providers.filter(({ available }) => available > 0n);
  const total = byIndicator.get(aggregateIndicator(identifier))?.balance ?? 0n;
  const sum = left.reduce((all, { available }) => all + available, 0n);
  return (
    left.length > 0 &&
    total >= sum &&
    left.every(
      ({ provider, shadowBalanceId }) =>
        byId.get(shadowBalanceId)?.indicator === shadowIndicator(provider, identifier),
    )
  );
}

/** Effects E1 to E5 and E7, in the order in which a person meets them. */
function breaking({ facts, target, tagged }: Judging): Effect[] {
  const { byId, byIndicator } = indexOf(facts);
  const identifier = identifierOf(target);
  const providers = facts.lineage.providers.filter(({ available }) => available > 0n);
  // A debit is allocated over whole shadows, whoever's money is in them.
  const whole = providers.reduce((sum, { available }) => sum + available, 0n);
  const effects: Effect[] = [];
  if (whole > 0n) {
    effects.push(...debits(spendable(byIndicator.get(aggregateIndicator(identifier))), whole));
  }
  if (tagged.length > 0) effects.push({ kind: 'credit_hides', providers: tagged });
  const theirs = providers.flatMap(({ provider }) => {
    const shadow = byIndicator.get(shadowIndicator(provider, identifier));
    return shadow && leftIn(shadow) > 0n ? [{ provider, amount: leftIn(shadow) }] : [];
  });
  if (theirs.length > 0) effects.push({ kind: 'credit_merges', providers: theirs });
  const { siblings, siblingsComplete } = facts;
  if (whole > 0n && siblings.length > 0) {
    effects.push({
      kind: 'siblings_share',
      count: siblings.length,
      complete: siblingsComplete,
      amount: whole,
    });
  }
  const inflight = facts.lineage.providers.reduce((sum, { shadowBalanceId }) => {
    const shadow = byId.get(shadowBalanceId);
    return sum + (shadow ? shadow.inflightDebitBalance + shadow.inflightCreditBalance : 0n);
  }, 0n);
  if (inflight > 0n) effects.push({ kind: 'inflight_stays', amount: inflight });
  return effects;
}

/** What Core lets a balance without overdraft give: inflight debits are held back (contract 3.2). */
function spendable(
  aggregate: { balance: bigint; inflightDebitBalance: bigint } | undefined,
): bigint {
  const free = aggregate ? aggregate.balance - aggregate.inflightDebitBalance : 0n;
  return free > 0n ? free : 0n;
}

/** Which debits are released from the new identity's money (E2), and which fail (E1). */
function debits(theirs: bigint, whole: bigint): Effect[] {
  const takes: Effect[] = theirs > 0n ? [{ kind: 'debit_takes_others', amount: theirs }] : [];
  return theirs < whole ? [...takes, { kind: 'debit_stops', above: theirs }] : takes;
}
