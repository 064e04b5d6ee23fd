import { type AllocationStrategy } from '@/lib/core/schemas/balance';
import { type LineageFacts } from '@/lib/core/schemas/lineage-facts';
import { shadowReference } from '@/lib/core/schemas/transaction';
import { allocate, type Source } from './allocation';

/** Why own amounts cannot be told from the rows. */
export type ReplayGap =
  /** More history than is read. */
  | 'too_long'
  /** Part of a hold was committed, which Core books in full (contract 5.5), or never (5.2). */
  | 'holds'
  /** Tagged funds came from another tracked balance; what of them is only near the truth (5.7). */
  | 'received'
  /** A row without an exact amount, or rows that do not add up to what the balance says of itself. */
  | 'sums_differ';

export type Replay = { ok: true; providers: Source[] } | { ok: false; gap: ReplayGap };

/** Its own movements, and Core's postings for the tagged credits: one without is not in lineage. */
export type ReplayInput = Pick<LineageFacts, 'balance' | 'rows' | 'rowsComplete' | 'shadowRows'>;

/**
 * What a balance's own movements alone would have left of each provider: every tagged credit that Core
 * booked is added, every debit is spread by the strategy over what is left, rounding included. In the
 * order of the first credit. Says so when the rows cannot tell.
 */
export function replay(input: ReplayInput): Replay {
  const { balanceId, allocationStrategy } = input.balance;
  if (!input.rowsComplete) return { ok: false, gap: 'too_long' };
  const booked = new Set(input.shadowRows.map(({ reference }) => reference));
  const holds = new Set(
    input.rows.filter(({ status }) => status === 'INFLIGHT').map((row) => row.transactionId),
  );
  const sums = { credit: 0n, debit: 0n };
  let left: Source[] = [];
  for (const row of input.rows.filter(({ status }) => status === 'APPLIED').toReversed()) {
    const amount = row.preciseAmount;
    const isCredit = row.destination === balanceId;
    const ofHold = row.inflight || holds.has(row.parentTransaction ?? '');
    if (amount === null) return { ok: false, gap: 'sums_differ' };
    if (isCredit) sums.credit += amount;
    else sums.debit += amount;
    if (isCredit && row.provider) {
      if (ofHold) return { ok: false, gap: 'holds' };
      if (booked.has(shadowReference(row))) {
        left = credited(left, row.provider, amount);
      }
    } else if (isCredit && row.fundAllocation) {
      // A refund of a debit inherits the note and restores nothing; a transfer from a tracked balance
      // brings its providers along. The row alone does not say which it is (contract 5.5).
      return { ok: false, gap: 'received' };
    } else if (row.source === balanceId) {
      if (ofHold && left.length > 0) return { ok: false, gap: 'holds' };
      left = debited(left, amount, allocationStrategy);
    }
  }
  const { creditBalance, debitBalance } = input.balance;
  if (sums.credit !== creditBalance || sums.debit !== debitBalance) {
    return { ok: false, gap: 'sums_differ' };
  }
  return { ok: true, providers: left };
}

function credited(left: readonly Source[], provider: string, amount: bigint): Source[] {
  if (!left.some((each) => each.provider === provider)) {
    return [...left, { provider, available: amount }];
  }
  return left.map((each) =>
    each.provider === provider ? { provider, available: each.available + amount } : each,
  );
}

function debited(left: readonly Source[], amount: bigint, strategy: AllocationStrategy): Source[] {
  const taken = new Map(
    allocate(left, amount, strategy).map((each) => [each.provider, each.amount]),
  );
  return left.map((each) => ({
    provider: each.provider,
    available: each.available - (taken.get(each.provider) ?? 0n),
  }));
}
