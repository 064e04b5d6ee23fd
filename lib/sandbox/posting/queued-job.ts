import { decodeFirst } from '../json/decode';
import { encodeJson } from '../json/encode';
import { anyMap, bigInt, bool, float, optional, struct, text, time } from '../json/bind';
import type { SettledTransaction, TransactionStatus } from './records';
import { storedTransactionObject } from './transaction-object';

const queuedTransaction = struct('model.Transaction', {
  precise_amount: bigInt(),
  amount: float(),
  amount_string: text(),
  precision: float(),
  overdraft_limit: float(),
  transaction_id: text(),
  parent_transaction: text(),
  source: text(),
  destination: text(),
  reference: text(),
  currency: text(),
  description: text(),
  status: text(),
  hash: text(),
  allow_overdraft: bool(),
  inflight: bool(),
  skip_queue: bool(),
  atomic: bool(),
  created_at: time(),
  effective_date: optional(time()),
  scheduled_for: time(),
  inflight_expiry_date: time(),
  inflight_commit_date: time(),
  meta_data: anyMap(),
});

/** A transaction as it waits in the queue: all of it, in the form in which Core would answer it. */
export function encodeQueued(transaction: SettledTransaction): string {
  return encodeJson(storedTransactionObject(transaction));
}

/** The transaction a job was made from. */
export function decodeQueued(payload: string): SettledTransaction {
  const site = { struct: '', field: '', faults: [] };
  const { zero } = queuedTransaction;
  const row = queuedTransaction.read(decodeFirst(Buffer.from(payload)), site, zero) ?? zero;
  return {
    preciseAmount: row.precise_amount ?? 0n,
    amount: row.amount,
    amountString: row.amount_string,
    precision: row.precision,
    overdraftLimit: row.overdraft_limit,
    transactionId: row.transaction_id,
    parentTransaction: row.parent_transaction,
    source: row.source,
    destination: row.destination,
    reference: row.reference,
    currency: row.currency,
    description: row.description,
    status: row.status as TransactionStatus,
    hash: row.hash,
    allowOverdraft: row.allow_overdraft,
    inflight: row.inflight,
    skipQueue: row.skip_queue,
    atomic: row.atomic,
    sources: [],
    destinations: [],
    createdAt: row.created_at,
    effectiveDate: row.effective_date,
    scheduledFor: row.scheduled_for,
    inflightExpiryDate: row.inflight_expiry_date,
    inflightCommitDate: row.inflight_commit_date,
    metaData: row.meta_data,
  };
}
