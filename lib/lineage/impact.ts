import { type BalanceRow } from '@/lib/core/schemas/balance';
import { type Identity } from '@/lib/core/schemas/identity';
import { type LineageFacts } from '@/lib/core/schemas/lineage-facts';
import {
  aggregateIndicator,
  identifierOf,
  shadowIndicator,
} from '@/lib/core/schemas/lineage-names';
import { effectsOf, type Effect, type ProviderAmount } from './effects';
import { healthOf, type Signal } from './health';
import { holdingsOf, type Holding } from './holdings';
import { unsettledForMs } from './pending';

/** Why a change is a change of a label and nothing more. */
export type LabelOnlyWhy =
  /** E11. */
  | 'untracked'
  /** Tracked, but no tagged credit has ever arrived. */
  | 'nothing_tagged'
  /** E10. */
  | 'all_spent'
  /** E9. */
  | 'same_identifier'
  /** The funds are still kept under the target's name: giving the balance back puts it right. */
  | 'given_back';

/** What can be said beforehand about giving a balance to another identity. */
export type Verdict =
  | { verdict: 'label_only'; why: LabelOnlyWhy }
  /** E8: nothing exact can be said yet. */
  | { verdict: 'not_settled'; recheckInMs: number }
  | { verdict: 'will_break' }
  | { verdict: 'blocked'; why: 'unreadable'; signals: readonly [] }
  | { verdict: 'blocked'; why: 'off'; signals: readonly Signal[] };

/** The answer to "what if this balance is given to that identity": verdict, effects, own amounts. */
export type Impact = Verdict & {
  effects: readonly Effect[];
  /** This balance's own tagged funds, in the order of the first credit, those above zero. */
  tagged: readonly ProviderAmount[];
  /** Other balances that share them; more may exist when `moreSharers`. */
  sharers: number;
  moreSharers: boolean;
};

const NOTHING = { effects: [], tagged: [], sharers: 0, moreSharers: false } as const;

/**
 * Judges giving a balance to `target` from what was read. Pure and total: what cannot be judged is
 * `blocked` or `not_settled`, never a guess.
 * @param facts `untracked` for a balance that tracks no lineage, `unreadable` when reading failed.
 */
export function impactOf(
  facts: LineageFacts | 'untracked' | 'unreadable',
  target: Identity,
): Impact {
  if (facts === 'untracked') return { verdict: 'label_only', why: 'untracked', ...NOTHING };
  const health = facts === 'unreadable' ? null : healthOf(facts);
  if (facts === 'unreadable' || !health || health.state === 'cannot_tell') {
    return { verdict: 'blocked', why: 'unreadable', signals: [], ...NOTHING };
  }
  const { providers: holdings, shared } = holdingsOf(facts);
  const about = {
    tagged: ownAmounts(holdings),
    sharers: facts.sharers.length,
    moreSharers: shared && facts.unasked > 0,
  };
  const keepOwner: Effect[] = holdings.length > 0 ? [{ kind: 'never_delete_owner' }] : [];
  // Nothing changes for lineage, whatever its state is and whatever is still being booked.
  if (facts.identity && identifierOf(facts.identity) === identifierOf(target)) {
    return { verdict: 'label_only', why: 'same_identifier', effects: keepOwner, ...about };
  }
  const wait = unsettledForMs(facts);
  if (wait > 0) return { verdict: 'not_settled', recheckInMs: wait, effects: [], ...about };
  const judged =
    health.state === 'off'
      ? whenOff({ facts, holdings, target }, health.signals)
      : whenHealthy({ facts, holdings, target });
  return { ...judged, ...about };
}

type Judging = { facts: LineageFacts; holdings: readonly Holding[]; target: Identity };
type Judged = Verdict & { effects: readonly Effect[] };

function whenHealthy({ facts, holdings, target }: Judging): Judged {
  if (holdings.length === 0) return { verdict: 'label_only', why: 'nothing_tagged', effects: [] };
  const identifier = identifierOf(target);
  if (holdings.every(({ available, inflight }) => available <= 0n && inflight === 0n)) {
    return { verdict: 'label_only', why: 'all_spent', effects: [{ kind: 'never_delete_owner' }] };
  }
  const named = new Map(facts.lineageBalances.map((row) => [row.indicator, row]));
  const effects = effectsOf({
    holdings,
    targetTotal: spendable(named.get(aggregateIndicator(identifier))),
    targetHeld: new Map(
      holdings.map(({ provider }) => {
        const shadow = named.get(shadowIndicator(provider, identifier));
        return [provider, shadow ? shadow.debitBalance - shadow.creditBalance : 0n];
      }),
    ),
    sharers: facts.sharers.length,
    moreSharers: facts.unasked > 0,
  });
  return { verdict: 'will_break', effects };
}

/** What Core lets a balance without overdraft give: inflight debits are held back (contract 3.2). */
function spendable(total: BalanceRow | undefined): bigint {
  return total ? total.balance - total.inflightDebitBalance : 0n;
}

/**
 * A balance whose lineage is off already is not moved on, because afterwards nobody could tell which
 * change caused what. The exception is the way back: when all its funds are kept under the target's
 * name, giving it to the target points everything at the right place again (contract 5.8.10).
 */
function whenOff({ facts, holdings, target }: Judging, signals: readonly Signal[]): Judged {
  const identifier = identifierOf(target);
  const isKeptUnderTarget = holdings
    .filter(({ available }) => available > 0n)
    .every(({ provider, shadowId }) => {
      const shadow = facts.lineageBalances.find(({ balanceId }) => balanceId === shadowId);
      return shadow?.indicator === shadowIndicator(provider, identifier);
    });
  if (!isKeptUnderTarget || !signals.some(({ signal }) => signal === 'pointer')) {
    return { verdict: 'blocked', why: 'off', signals, effects: [] };
  }
  const after = healthOf({ ...facts, identity: target });
  if (after.state !== 'off') return { verdict: 'label_only', why: 'given_back', effects: [] };
  const amount = largestAmount(after.signals);
  return { verdict: 'will_break', effects: [{ kind: 'stays_off', amount }] };
}

/** By how much lineage is off: the largest of the amounts that are wrong. */
export function largestAmount(signals: readonly Signal[]): bigint {
  return signals.reduce((most, { amount }) => (amount > most ? amount : most), 0n);
}

function ownAmounts(holdings: readonly Holding[]): ProviderAmount[] {
  return holdings
    .filter(({ own }) => own.amount > 0n)
    .map(({ provider, own }) => ({ provider, ...own }));
}
