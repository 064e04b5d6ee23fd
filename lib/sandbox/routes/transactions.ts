import { noRows, TypedError } from '../errors/core-error';
import type { Context } from '../http/context';
import { json, type Reply } from '../http/reply';
import { bindJson } from '../json/bind';
import { postNow, stamped } from '../posting/accept-transaction';
import { rollBack } from '../posting/bulk';
import { queryOr } from '../store/failures';
import type { SettledTransaction } from '../posting/records';
import { TRANSACTION_COLUMNS, transactionRecord, type TransactionRow } from '../posting/rows';
import { transactionObject } from '../posting/transaction-object';
import { route, type Route } from '../router';
import { filterTransactions, listTransactions } from './transactions-list';
import { recordTransactionBody, toTransaction, validateTransaction } from './transaction-request';

async function createTransaction(c: Context): Promise<Reply> {
  const body = bindJson(c.body, recordTransactionBody, { malformed: 'Invalid input' });
  validateTransaction(body);
  const { books, queue } = c.services;
  const transaction = stamped(books, toTransaction(body));
  const answer = transaction.skipQueue
    ? await postWhole(c, transaction)
    : queue.accept(transaction);
  await settleByDate(c, answer);
  return json(201, transactionObject(answer));
}

/** An `atomic` split of which a part fails takes its other parts back by refunds or voids. */
async function postWhole(c: Context, transaction: SettledTransaction): Promise<SettledTransaction> {
  const { atomic, sources, destinations, transactionId, inflight } = transaction;
  try {
    return await postNow(c.services.books, transaction);
  } catch (error) {
    if (atomic && sources.length + destinations.length > 0) {
      await rollBack(c.services, transactionId, inflight).catch(() => undefined);
    }
    throw error;
  }
}

/** A hold may be given dates on which it is let go, or paid, by itself. */
async function settleByDate(c: Context, hold: SettledTransaction): Promise<void> {
  const { holds } = c.services.queue;
  const { transactionId, inflightExpiryDate, inflightCommitDate } = hold;
  if (!inflightExpiryDate.isZero) await holds.addLater(transactionId, 'void', inflightExpiryDate);
  if (!inflightCommitDate.isZero) await holds.addLater(transactionId, 'commit', inflightCommitDate);
}

/** A row found by its id, without effective date and schedule (contract 3.4). */
async function getTransaction(c: Context): Promise<Reply> {
  const id = c.params.id ?? '';
  const found = await c.services.books.transaction(id);
  if (!found) {
    throw new TypedError('GEN_NOT_FOUND', `Transaction with ID '${id}' not found`, noRows());
  }
  return json(200, transactionObject(found));
}

/** A row found by its reference, which also lacks precision and fingerprint (contract 3.4). */
async function getTransactionByReference(c: Context): Promise<Reply> {
  const reference = c.params.reference ?? '';
  const { rows } = await queryOr<TransactionRow>(
    c.services.store,
    'Failed to retrieve transaction',
    {
      name: 'transaction-by-reference',
      text: `SELECT ${TRANSACTION_COLUMNS} FROM blnk.transactions WHERE reference = $1`,
      values: [reference],
    },
  );
  const row = rows[0];
  if (!row) {
    throw new TypedError(
      'GEN_NOT_FOUND',
      `Transaction with reference '${reference}' not found`,
      noRows(),
    );
  }
  return json(200, transactionObject({ ...transactionRecord(row), precision: 0, hash: '' }));
}

const NOT_FOUND = { upgrades: { GEN_NOT_FOUND: 'TXN_NOT_FOUND' } } as const;

export const transactionRoutes: readonly Route[] = [
  route(['POST', '/transactions'], createTransaction, {
    ...NOT_FOUND,
    fallback: 'TXN_VALIDATION_ERROR',
  }),
  route(['GET', '/transactions'], listTransactions),
  route(['POST', '/transactions/filter'], filterTransactions),
  route(['GET', '/transactions/:id'], getTransaction, NOT_FOUND),
  route(['GET', '/transactions/reference/:reference'], getTransactionByReference, NOT_FOUND),
];
