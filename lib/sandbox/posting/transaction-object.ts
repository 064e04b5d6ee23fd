import type { Encodable } from '../json/values';
import type { Distribution, TransactionRecord } from './records';

/**
 * A transaction as Core answers it. The inflight flag lives in metadata and is shown as a field of
 * its own; metadata that is empty then is left out (contract 3.4).
 */
export function transactionObject(transaction: TransactionRecord): Encodable {
  if (transaction.metaData?.get('inflight') !== true) return storedTransactionObject(transaction);
  const metaData = new Map(transaction.metaData);
  metaData.delete('inflight');
  return storedTransactionObject({ ...transaction, metaData, inflight: true });
}

/** The same without that change: how the rows of a lineage are listed. */
export function storedTransactionObject(transaction: TransactionRecord): Encodable {
  const { metaData } = transaction;
  return {
    precise_amount: transaction.preciseAmount ?? undefined,
    amount: transaction.amount,
    amount_string: filled(transaction.amountString),
    precision: transaction.precision,
    overdraft_limit: transaction.overdraftLimit,
    transaction_id: transaction.transactionId,
    parent_transaction: transaction.parentTransaction,
    source: filled(transaction.source),
    destination: filled(transaction.destination),
    reference: transaction.reference,
    currency: transaction.currency,
    description: filled(transaction.description),
    status: transaction.status,
    hash: transaction.hash,
    allow_overdraft: transaction.allowOverdraft,
    inflight: transaction.inflight,
    skip_queue: transaction.skipQueue,
    atomic: transaction.atomic,
    sources: shares(transaction.sources),
    destinations: shares(transaction.destinations),
    created_at: transaction.createdAt.text,
    effective_date: transaction.effectiveDate?.text,
    scheduled_for: transaction.scheduledFor.text,
    inflight_expiry_date: transaction.inflightExpiryDate.text,
    inflight_commit_date: transaction.inflightCommitDate.text,
    meta_data: metaData && metaData.size > 0 ? metaData : undefined,
  };
}

const filled = (text: string): string | undefined => (text === '' ? undefined : text);

function shares(distributions: readonly Distribution[]): Encodable | undefined {
  if (distributions.length === 0) return undefined;
  return distributions.map((share) => ({
    identifier: share.identifier,
    distribution: share.distribution,
    precise_distribution: filled(share.preciseDistribution),
    transaction_id: share.transactionId,
  }));
}
