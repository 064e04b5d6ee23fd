import 'server-only';
import { type SendResult } from '@/lib/base/send-result';
import { isNotFound } from '../errors';
import {
  readCore,
  readCoreAt,
  writeCore,
  type Answered,
  type ReadOptions,
  type WriteOptions,
} from '../request';
import { listOf } from '../schemas/common';
import { transactionLineage, type TransactionLineage } from '../schemas/lineage';
import { PROVIDER_TAG, transaction, type Transaction } from '../schemas/transaction';
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

/**
 * The transaction of a reference, of which there is at most one in a Core (contract 7.2). Of a queued one
 * it is the announcement, not the child that moved the money.
 * @returns `null` when Core has none.
 */
export async function findTransactionByReference(
  reference: string,
  options?: ReadOptions,
): Promise<Transaction | null> {
  try {
    return await readCore(
      { method: 'GET', path: `/transactions/reference/${encodeURIComponent(reference)}` },
      transaction,
      options,
    );
  } catch (error) {
    if (isNotFound(error)) return null;
    throw error;
  }
}

/** A movement of money. Ends are ids of balances, or names beginning with `@` in the general ledger. */
export type NewTransaction = {
  /** Once in a Core: a second one of it is refused (contract 3.4). */
  reference: string;
  /** Minor units. An API key's are rounded by Core above 2^53 (contract 1.3). */
  amount: bigint;
  currency: string;
  source: string;
  destination: string;
  description: string;
  /** Whether the source may go below zero. */
  allowOverdraft: boolean;
  /** Held until it is committed or voided. */
  inflight: boolean;
  /** The lineage tag. */
  provider: string | null;
  metaData?: Record<string, unknown>;
};

/**
 * Posts a movement at once, without Core's queue: the answer then is about the movement and not about
 * its announcement (contract 3.4). Sent twice under one reference, it is posted once.
 */
export function recordTransaction(
  input: NewTransaction,
  options?: WriteOptions,
): Promise<SendResult> {
  const body = {
    reference: input.reference,
    precise_amount: input.amount,
    precision: 1,
    currency: input.currency,
    source: input.source,
    destination: input.destination,
    description: input.description,
    allow_overdraft: input.allowOverdraft,
    inflight: input.inflight,
    skip_queue: true,
    meta_data: {
      ...input.metaData,
      ...(input.provider !== null && { [PROVIDER_TAG]: input.provider }),
    },
  };
  return writeCore({ method: 'POST', path: '/transactions', body }, options);
}

/**
 * Lets go of a hold at once. Its row stays INFLIGHT for ever; a child of it says that it was voided
 * (contract 3.4). Sent again it is refused.
 */
export function voidInflight(transactionId: string, options?: WriteOptions): Promise<SendResult> {
  return writeCore(
    {
      method: 'PUT',
      path: `/transactions/inflight/${encodeURIComponent(transactionId)}`,
      body: { status: 'void', skip_queue: true },
    },
    options,
  );
}
