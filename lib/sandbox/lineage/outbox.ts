import type {
  BalanceRecord,
  LineageType,
  OutboxEntry,
  SettledTransaction,
} from '../posting/records';

/** The metadata key that tags money entering a tracked balance with where it comes from. */
export const PROVIDER_KEY = 'BLNK_LINEAGE_PROVIDER';

/** The metadata key under which a debit lists the providers it was taken from. */
export const ALLOCATION_KEY = 'BLNK_FUND_ALLOCATION';

/** The provider a transaction is tagged with; anything but text counts as no tag (contract 5.1). */
export function providerOf(transaction: Pick<SettledTransaction, 'metaData'>): string {
  const provider = transaction.metaData?.get(PROVIDER_KEY);
  return typeof provider === 'string' ? provider : '';
}

/**
 * The lineage work that a written movement leaves behind, or `null` for none (contract 5.2). A child
 * of another transaction that carries the inflight flag is taken for a commit, whose lineage exists
 * already; so holds that went through the queue never get any.
 */
export function lineageWorkOf(
  transaction: SettledTransaction,
  source: BalanceRecord,
  destination: BalanceRecord,
): OutboxEntry | null {
  const { status, parentTransaction, metaData } = transaction;
  if (status !== 'APPLIED' && status !== 'INFLIGHT') return null;
  if (parentTransaction !== '' && metaData?.get('inflight') === true) return null;
  const provider = providerOf(transaction);
  const lineageType = typeOf({
    credit: provider !== '' && destination.trackFundLineage,
    debit: source.trackFundLineage,
  });
  if (lineageType === null) return null;
  return {
    transactionId: transaction.transactionId,
    sourceBalanceId: source.balanceId,
    destinationBalanceId: destination.balanceId,
    provider,
    lineageType,
    inflight: transaction.inflight,
  };
}

function typeOf(needs: { credit: boolean; debit: boolean }): LineageType | null {
  if (needs.credit) return needs.debit ? 'both' : 'credit';
  return needs.debit ? 'debit' : null;
}
