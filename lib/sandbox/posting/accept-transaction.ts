import { wrap } from '../errors/core-error';
import type { GoMap } from '../json/values';
import { applyPrecision, majorText } from '../money/amount';
import { distribute } from '../money/distribution';
import { transactionHash } from '../money/transaction-hash';
import type { Books } from './books';
import { recordTransaction } from './record-transaction';
import type { SettledTransaction, TransactionRecord } from './records';

/**
 * What Core does to a request before it looks at any balance: gives it times, a fingerprint (of the
 * amounts as they were sent), minor units, an id and the flags that only metadata keeps
 * (contract 3.4).
 */
export function stamped(books: Books, request: TransactionRecord): SettledTransaction {
  const createdAt = books.now();
  return {
    ...request,
    ...applyPrecision(request),
    createdAt,
    effectiveDate: request.effectiveDate ?? createdAt,
    hash: transactionHash(request),
    transactionId: request.transactionId === '' ? books.newId('txn') : request.transactionId,
    metaData: withFlags(request),
    status: statusOf(request),
  };
}

function withFlags(request: TransactionRecord): GoMap {
  const metaData: GoMap = new Map(request.metaData ?? []);
  if (request.inflight) metaData.set('inflight', true);
  if (request.atomic) metaData.set('atomic', true);
  if (request.allowOverdraft) metaData.set('allow_overdraft', true);
  return metaData;
}

function statusOf(request: TransactionRecord): TransactionRecord['status'] {
  if (!request.scheduledFor.isZero) return 'SCHEDULED';
  return request.status === '' ? 'QUEUED' : request.status;
}

/**
 * The parts of a transaction with several sources or destinations, none for an ordinary one. Core
 * writes the ids of the parts into the request's list of shares, in the order it makes them.
 *
 * @throws PlainError when the shares cannot be made, or the amount is negative.
 */
export function legsOf(books: Books, transaction: SettledTransaction): SettledTransaction[] {
  const { sources, destinations } = transaction;
  const shares = sources.length > 0 ? sources : destinations;
  let amounts: Map<string, bigint>;
  try {
    amounts = distribute(transaction.preciseAmount, shares, transaction.precision);
  } catch (error) {
    throw wrap('failed to split transaction', error);
  }
  return [...amounts].map(([identifier, preciseAmount], index) => {
    const amountString = majorText(preciseAmount, transaction.precision);
    const leg: SettledTransaction = {
      ...transaction,
      transactionId: books.newId('txn'),
      preciseAmount,
      amountString,
      amount: Number(amountString),
      sources: [],
      destinations: [],
      parentTransaction: transaction.transactionId,
      reference: `${transaction.reference}-${index + 1}`,
      metaData: new Map(transaction.metaData ?? []),
    };
    // The fingerprint is made of the whole's reference, source and destination.
    leg.hash = transactionHash({ ...leg, reference: transaction.reference });
    if (sources.length > 0) leg.source = identifier;
    else leg.destination = identifier;
    shares[index]!.transactionId = leg.transactionId;
    return leg;
  });
}

/**
 * Posts a transaction at once, in its parts if it has any (contract 3.4, `skip_queue`).
 * @returns the transaction as its caller is answered.
 * @throws PlainError or TypedError with Core's words.
 */
export async function postNow(
  books: Books,
  transaction: SettledTransaction,
): Promise<SettledTransaction> {
  const legs = legsOf(books, transaction);
  if (legs.length === 0) await recordTransaction(books, transaction);
  for (const [index, leg] of legs.entries()) {
    try {
      await recordTransaction(books, leg);
    } catch (error) {
      throw wrap(`failed to record split transaction ${index}`, error);
    }
  }
  return { ...transaction, status: transaction.inflight ? 'INFLIGHT' : 'APPLIED' };
}
