import 'server-only';
import { readCore, readCoreAt, type Answered, type ReadOptions } from '../request';
import { listOf } from '../schemas/common';
import { transactionLineage, type TransactionLineage } from '../schemas/lineage';
import { transaction, type Transaction } from '../schemas/transaction';
import { type Filter } from './filter';
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

const rows = listOf(transaction);

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
 * One transaction by its id.
 * @throws CoreError `not_found` when Core does not know it.
 */
export function getTransaction(id: string, options?: ReadOptions): Promise<Transaction> {
  return readCore(
    { method: 'GET', path: `/transactions/${encodeURIComponent(id)}` },
    transaction,
    options,
  );
}

/**
 * What Core's lineage did with one APPLIED or INFLIGHT row, with Core's time. Of a queued one it is
 * empty: ask for the child that moved the money (contract 5.7).
 * @throws CoreError `not_found`
 */
export function getTransactionLineageAt(
  id: string,
  options?: ReadOptions,
): Promise<Answered<TransactionLineage>> {
  return readCoreAt(
    { method: 'GET', path: `/transactions/${encodeURIComponent(id)}/lineage` },
    transactionLineage,
    options,
  );
}
