import 'server-only';
import { readCore, type Answered, type ReadOptions } from '../request';
import { listOf } from '../schemas/common';
import { transactionLineage, type TransactionLineage } from '../schemas/lineage';
import { transaction, type Transaction } from '../schemas/transaction';
import { type Condition, type Filter } from './filter';
import { rowsAt } from './rows';

/** `balance_id` means source or destination, and cannot be sorted by (contract 4.3). */
export type TransactionField =
  | 'transaction_id'
  | 'parent_transaction'
  | 'balance_id'
  | 'source'
  | 'destination'
  | 'currency'
  | 'reference'
  | 'status'
  | 'created_at';
export type TransactionSort = 'created_at' | 'transaction_id';
export type TransactionFilter = Filter<TransactionField, TransactionSort>;
export type TransactionCondition = Condition<TransactionField>;

const rows = listOf(transaction);

/** @throws CoreError `not_found`; also for a queued one that Core has not stored yet (contract 7.3). */
export function getTransaction(transactionId: string, options?: ReadOptions): Promise<Transaction> {
  return readCore(
    { method: 'GET', path: `/transactions/${encodeURIComponent(transactionId)}` },
    transaction,
    options,
  );
}

/** @throws CoreError `not_found` */
export function getTransactionByReference(
  reference: string,
  options?: ReadOptions,
): Promise<Transaction> {
  return readCore(
    { method: 'GET', path: `/transactions/reference/${encodeURIComponent(reference)}` },
    transaction,
    options,
  );
}

/** Transactions by Core's filter language, or by its GET list for a key that may only read. */
export async function filterTransactions(
  filter: TransactionFilter,
  options?: ReadOptions,
): Promise<Transaction[]> {
  return (await filterTransactionsAt(filter, options)).data;
}

/** `filterTransactions` with Core's own time, to tell how long ago something was. */
export function filterTransactionsAt(
  filter: TransactionFilter,
  options?: ReadOptions,
): Promise<Answered<Transaction[]>> {
  return rowsAt({ resource: 'transactions', filter, schema: rows }, options);
}

/**
 * What a transaction did to lineage. Ask with the id of the row that moved the money: of a queued
 * transaction that is its child (contract trap 13).
 */
export function getTransactionLineage(
  transactionId: string,
  options?: ReadOptions,
): Promise<TransactionLineage> {
  return readCore(
    { method: 'GET', path: `/transactions/${encodeURIComponent(transactionId)}/lineage` },
    transactionLineage,
    options,
  );
}
