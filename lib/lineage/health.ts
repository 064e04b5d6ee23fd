import { microsecondsOf } from '@/lib/base/time';
import { type BalanceRow } from '@/lib/core/schemas/balance';
import { type LineageFacts } from '@/lib/core/schemas/lineage-facts';
import {
  aggregateIndicator,
  identifierOf,
  shadowIndicator,
} from '@/lib/core/schemas/lineage-names';
import { expectsShadow, shadowReference, type Transaction } from '@/lib/core/schemas/transaction';

/** One way in which lineage no longer follows the money. Amounts in minor units. */
export type Signal =
  /** A provider's funds lie in a shadow of another name than the owner's. */
  | { kind: 'pointer'; provider: string; amount: bigint; indicator: string }
  /** The owner's aggregate holds less than the providers say is available. */
  | { kind: 'total_short'; amount: bigint; total: bigint }
  /** More is tagged than the balances that share it hold. */
  | { kind: 'over'; amount: bigint }
  /** Money of this balance that lies in a shadow nothing points to any more. */
  | { kind: 'orphan'; amount: bigint; indicator: string }
  /** A tagged credit that Core never followed. */
  | { kind: 'credit_lost'; provider: string; amount: bigint; reference: string }
  | { kind: 'negative'; indicator: string; amount: bigint };

export type Health =
  | { state: 'agrees' }
  /** Core is at most seconds behind; nothing exact can be said yet. */
  | { state: 'being_booked' }
  | { state: 'off'; signals: Signal[] }
  | { state: 'cannot_tell'; reason: 'no_identity' | 'shadow_missing' };

/** Lineage work that is older has used up its five attempts (contract 5.3). */
const PENDING_MS = 10_000;

/** Milliseconds since a row was written, by Core's own clock. */
export function ageMs(row: Transaction, facts: LineageFacts): number {
  return facts.readAtMs - Number(microsecondsOf(row.createdAt) / 1000n);
}

/** What a shadow has left: received is its debit, spent its credit (contract 5.4). */
export function leftIn(shadow: BalanceRow): bigint {
  return shadow.debitBalance - shadow.creditBalance;
}

/** The shadow and aggregate balances by id and by name. */
export function indexOf(facts: LineageFacts) {
  return {
    byId: new Map(facts.lineageBalances.map((row) => [row.balanceId, row])),
    byIndicator: new Map(facts.lineageBalances.map((row) => [row.indicator, row])),
  };
}

/** Tagged credits that Core has not followed (yet), newest first. */
function unfollowedCredits(facts: LineageFacts): Transaction[] {
  const found = new Set(facts.shadowRows.map(({ reference }) => reference));
  return facts.rows.slice(0, SHADOWS_READ_FOR).filter(
    (row) =>
      expectsShadow(row, facts.balance.balanceId) &&
      !found.has(shadowReference(row)) &&
      // A tracked source decides itself which tags count (contract 5.4).
      !(row.source !== null && facts.trackedSources.has(row.source)),
  );
}

/** Shadow postings are read for the newest page of rows only. */
const SHADOWS_READ_FOR = 100;

/** Whether Core still has lineage work to do for this balance, as far as its rows show. */
export function isPending(facts: LineageFacts): boolean {
  const young = (row: Transaction) => ageMs(row, facts) < PENDING_MS;
  if (unfollowedCredits(facts).some(young)) return true;
  const somethingLeft = facts.lineage.providers.some(({ available }) => available > 0n);
  return (
    somethingLeft &&
    facts.rows.some(
      (row) =>
        row.source === facts.balance.balanceId &&
        row.fundAllocation === null &&
        (row.status === 'APPLIED' || row.status === 'INFLIGHT') &&
        !(row.parentTransaction !== null && row.inflight) &&
        young(row),
    )
  );
}

/** Whether lineage agrees with the balance, and if not, by what (`core-live` health check). */
export function lineageHealth(facts: LineageFacts): Health {
  if (facts.identity === null) return { state: 'cannot_tell', reason: 'no_identity' };
  const { byId } = indexOf(facts);
  const shadows = facts.lineage.providers.map(({ provider, shadowBalanceId }) => ({
    provider,
    row: byId.get(shadowBalanceId),
  }));
  if (shadows.some(({ row }) => row === undefined)) {
    return { state: 'cannot_tell', reason: 'shadow_missing' };
  }
  const pending = isPending(facts);
  const identifier = identifierOf(facts.identity);
  const known = shadows.map(({ provider, row }) => ({ provider, row: row! }));
  const signals = [
    ...pointers(known, identifier),
    ...negatives(facts),
    ...orphans(facts),
    ...lostCredits(facts),
    // A debit on its way makes these two look wrong for a moment.
    ...(pending ? [] : [...totalShort(facts, known, identifier), ...over(facts, known)]),
  ];
  if (signals.length > 0) return { state: 'off', signals };
  return pending ? { state: 'being_booked' } : { state: 'agrees' };
}

type Shadow = { provider: string; row: BalanceRow };

function pointers(shadows: Shadow[], identifier: string): Signal[] {
  return shadows.flatMap(({ provider, row }) =>
    leftIn(row) > 0n && row.indicator !== shadowIndicator(provider, identifier)
      ? [
          {
            kind: 'pointer',
            provider,
            amount: leftIn(row),
            indicator: row.indicator ?? '',
          } as const,
        ]
      : [],
  );
}

function negatives(facts: LineageFacts): Signal[] {
  const { byId } = indexOf(facts);
  const shadowIds = new Set(facts.lineage.providers.map((p) => p.shadowBalanceId));
  const aggregate = byId.get(facts.lineage.aggregateBalanceId ?? '');
  return [
    ...[...shadowIds].flatMap((id) => {
      const row = byId.get(id);
      return row ? [{ row, left: leftIn(row) }] : [];
    }),
    ...(aggregate ? [{ row: aggregate, left: aggregate.balance }] : []),
  ]
    .filter(({ left }) => left < 0n)
    .map(({ row, left }) => ({
      kind: 'negative' as const,
      indicator: row.indicator ?? row.balanceId,
      amount: left,
    }));
}

function totalShort(facts: LineageFacts, shadows: Shadow[], identifier: string): Signal[] {
  const available = positiveSum(shadows);
  const { byIndicator } = indexOf(facts);
  const total = byIndicator.get(aggregateIndicator(identifier))?.balance ?? 0n;
  return total < available ? [{ kind: 'total_short', amount: available - total, total }] : [];
}

function positiveSum(shadows: Shadow[]): bigint {
  return shadows.reduce((sum, { row }) => (leftIn(row) > 0n ? sum + leftIn(row) : sum), 0n);
}

/**
 * Tagged funds beyond what the balance holds. PROPORTIONAL leaves up to one unit less booked for each
 * provider but one and debit, which is no fault (contract 5.5). Where others share the shadows their
 * strategies are not known, so nothing is concluded.
 */
function over(facts: LineageFacts, shadows: Shadow[]): Signal[] {
  const { balance, siblings, siblingsComplete, rows, rowsComplete } = facts;
  if (siblings.length > 0 || !siblingsComplete) return [];
  const excess = positiveSum(shadows) - (balance.balance > 0n ? balance.balance : 0n);
  if (excess <= 0n) return [];
  if (balance.allocationStrategy === 'PROPORTIONAL') {
    const debits = rows.filter((row) => row.source === balance.balanceId).length;
    const tolerance = BigInt(Math.max(0, shadows.length - 1) * debits);
    if (!rowsComplete || excess <= tolerance) return [];
  }
  return [{ kind: 'over', amount: excess }];
}

function lostCredits(facts: LineageFacts): Signal[] {
  return unfollowedCredits(facts)
    .filter((row) => ageMs(row, facts) >= PENDING_MS)
    .map((row) => ({
      kind: 'credit_lost' as const,
      provider: row.provider ?? '',
      amount: row.preciseAmount ?? 0n,
      reference: row.reference,
    }));
}

/**
 * Only where the shadow has received nothing but this balance's own credits: then what is left in it
 * is ours beyond doubt. A shadow that others used as well proves nothing.
 */
function orphans(facts: LineageFacts): Signal[] {
  return facts.formerShadows.flatMap((shadow) => {
    const ours = facts.shadowRows
      .filter(({ source, status }) => source === shadow.balanceId && status === 'APPLIED')
      .reduce((sum, row) => sum + (row.preciseAmount ?? 0n), 0n);
    const left = leftIn(shadow);
    return left > 0n && ours === shadow.debitBalance
      ? [{ kind: 'orphan' as const, amount: left, indicator: shadow.indicator ?? '' }]
      : [];
  });
}
