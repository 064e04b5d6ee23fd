import { microsecondsOf } from '@/lib/base/time';
import { type LineageFacts } from '@/lib/core/schemas/lineage-facts';
import { type Transaction } from '@/lib/core/schemas/transaction';
import { allocate } from './allocate';

/** One provider's tagged funds that are this balance's own. */
export type OwnAmount = { provider: string; received: bigint; spent: bigint; available: bigint };

/**
 * This balance's own part of its shadows. Core reports a whole shadow, which all tracked balances of
 * the owner in that currency share: with nobody else there the whole is the own part; else it comes
 * from replaying this balance's rows as if it were alone.
 * @returns `null` when that cannot be said exactly: too long a history, tagged inflight money, or
 * sums that do not add up to the balance.
 */
export function ownAmounts(facts: LineageFacts): OwnAmount[] | null {
  if (facts.siblings.length === 0 && facts.siblingsComplete) {
    return facts.lineage.providers.map(({ provider, amount, spent, available }) => ({
      provider,
      received: amount,
      spent,
      available,
    }));
  }
  return facts.rowsComplete ? replay(facts) : null;
}

function replay({ balance, lineage, rows }: LineageFacts): OwnAmount[] | null {
  const own = new Map<string, OwnAmount>();
  const sums = { credit: 0n, debit: 0n };
  for (const row of oldestFirst(rows)) {
    // What is held inflight is booked whole at its commit, whatever the amount (contract trap 10).
    const isTagged = row.provider !== null || row.source === balance.balanceId;
    if (row.inflight && isTagged) return null;
    if (row.status !== 'APPLIED') continue;
    if (row.preciseAmount === null) return null;
    if (row.destination === balance.balanceId) {
      sums.credit += row.preciseAmount;
      const received = receivedBy(row);
      if (received === null) return null;
      for (const { provider, amount } of received) receive(own, provider, amount);
    }
    if (row.source === balance.balanceId) {
      sums.debit += row.preciseAmount;
      for (const { provider, amount } of allocate(
        balance.allocationStrategy,
        [...own.values()],
        row.preciseAmount,
      )) {
        const part = own.get(provider)!;
        part.spent += amount;
        part.available -= amount;
      }
    }
  }
  if (sums.credit !== balance.creditBalance || sums.debit !== balance.debitBalance) return null;
  return withinShadows([...own.values()], lineage.providers);
}

/** In order of Core's clock; the rows came newest first, so equal times keep their order. */
function oldestFirst(rows: readonly Transaction[]): Transaction[] {
  return rows
    .map((row, i) => ({ row, i, at: microsecondsOf(row.createdAt) }))
    .sort((a, b) => (a.at === b.at ? b.i - a.i : a.at < b.at ? -1 : 1))
    .map(({ row }) => row);
}

/**
 * What a credit brings: its tag, or the providers that its tracked source took it from (contract
 * 5.5). `null` when both apply or an amount was noted without its last digits.
 */
function receivedBy(row: Transaction): { provider: string; amount: bigint }[] | null {
  // A refund of a debit carries the note of what the debit took, and restores no lineage.
  const noted = row.reference.endsWith('_refund') ? null : row.fundAllocation;
  if (row.provider !== null) {
    return noted === null ? [{ provider: row.provider, amount: row.preciseAmount! }] : null;
  }
  const exact = (noted ?? []).flatMap(({ provider, amount, exact }) =>
    exact && amount !== null ? [{ provider, amount }] : [],
  );
  return exact.length === (noted ?? []).length ? exact : null;
}

function receive(own: Map<string, OwnAmount>, provider: string, amount: bigint): void {
  const part = own.get(provider) ?? { provider, received: 0n, spent: 0n, available: 0n };
  part.received += amount;
  part.available += amount;
  own.set(provider, part);
}

/** An own part larger than its whole shadow shows that the replay missed something. */
function withinShadows(
  own: OwnAmount[],
  providers: LineageFacts['lineage']['providers'],
): OwnAmount[] | null {
  const whole = new Map(providers.map(({ provider, available }) => [provider, available]));
  const fits = own.every(({ provider, available }) => available <= (whole.get(provider) ?? 0n));
  if (!fits) return null;
  const nothing = { received: 0n, spent: 0n, available: 0n };
  return providers.map(
    ({ provider }) => own.find((part) => part.provider === provider) ?? { provider, ...nothing },
  );
}
