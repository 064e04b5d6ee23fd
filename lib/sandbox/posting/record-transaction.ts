import { PlainError, wrap } from '../errors/core-error';
import { lineageWorkOf } from '../lineage/outbox';
import { applyPrecision } from '../money/amount';
import {
  type BalanceFigures,
  committed,
  credited,
  debited,
  overdraftRefusal,
  voided,
} from '../money/balance-arithmetic';
import type { Books } from './books';
import { requireBalance, resolveBalanceId } from './find-balance';
import type { SettledTransaction, TransactionStatus } from './records';

/**
 * Moves the money of one transaction now: checks the reference, finds both balances, applies the
 * amounts, and writes balances, row and lineage work together (contract 3.4, `skip_queue`).
 * `transaction` itself learns the ids of its balances, which is what a caller is shown; the row
 * that was written, with exact amounts and its final status, is given back.
 *
 * @throws PlainError or TypedError with Core's words: used reference, unknown balance, overdraft.
 */
export async function recordTransaction(
  books: Books,
  transaction: SettledTransaction,
): Promise<SettledTransaction> {
  const { currency } = transaction;
  await saying('failed to resolve balance IDs', async () => {
    const source = await resolveBalanceId(books, transaction.source, currency);
    const destination = await resolveBalanceId(books, transaction.destination, currency);
    Object.assign(transaction, { source, destination });
  });
  const balanceIds = [transaction.source, transaction.destination];
  return books.locked(balanceIds, () => recordLocked(books, transaction));
}

async function recordLocked(
  books: Books,
  transaction: SettledTransaction,
): Promise<SettledTransaction> {
  const { reference } = transaction;
  if (await books.hasReference(reference)) {
    throw new PlainError(
      `transaction validation failed: reference ${reference} has already been used`,
    );
  }
  const [source, destination] = await saying(
    'failed to get source and destination balances',
    async () =>
      [
        await requireBalance(books, transaction.source),
        await requireBalance(books, transaction.destination),
      ] as const,
  );
  const applied = await saying('failed to apply transaction to balances', async () =>
    applyTo(source, destination, transaction),
  );
  const row: SettledTransaction = {
    ...applied.transaction,
    status: appliedStatus(transaction),
  };
  await saying('failed to persist transaction with balances', () =>
    books.post({
      transaction: row,
      source: { ...source, ...applied.source },
      destination: { ...destination, ...applied.destination },
      outbox: lineageWorkOf(row, source, destination),
    }),
  );
  return row;
}

/** Says which step failed, in front of why. A caller mostly sees it where one text quotes another. */
async function saying<T>(step: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw wrap(step, error);
  }
}

function appliedStatus({ inflight, status }: SettledTransaction): TransactionStatus {
  if (inflight) return 'INFLIGHT';
  return status === 'VOID' ? 'VOID' : 'APPLIED';
}

interface Applied {
  readonly transaction: SettledTransaction;
  readonly source: BalanceFigures;
  readonly destination: BalanceFigures;
}

/** The figures of both balances after the transaction. A transfer to itself is caught when it is written. */
function applyTo(
  source: BalanceFigures,
  destination: BalanceFigures,
  transaction: SettledTransaction,
): Applied {
  if (transaction.status === 'COMMIT' || transaction.status === 'VOID') {
    return settleHold(source, destination, transaction);
  }
  // The second precision pass: it gives a float amount its exact text, and rounds what is finer
  // than the precision, in the row but not in the answer.
  const exact = { ...transaction, ...applyPrecision(transaction) };
  if (exact.preciseAmount <= 0n) {
    throw new PlainError('transaction precise amount must be positive');
  }
  const refusal = overdraftRefusal(source, exact);
  if (refusal !== null) throw new PlainError(refusal);
  return {
    transaction: exact,
    source: debited(source, exact.preciseAmount, exact.inflight),
    destination: credited(destination, exact.preciseAmount, exact.inflight),
  };
}

/** Turns a hold, or a part of it, into money or lets it go. */
function settleHold(
  source: BalanceFigures,
  destination: BalanceFigures,
  transaction: SettledTransaction,
): Applied {
  const commit = transaction.status === 'COMMIT';
  const exact = commit ? { ...transaction, ...applyPrecision(transaction) } : transaction;
  const settle = commit ? committed : voided;
  const verb = commit ? 'commit' : 'void';
  const from = settle(source, exact.preciseAmount, 'debit');
  if ('refusal' in from) throw new PlainError(`${verb} inflight debit failed: ${from.refusal}`);
  const to = settle(destination, exact.preciseAmount, 'credit');
  if ('refusal' in to) throw new PlainError(`${verb} inflight credit failed: ${to.refusal}`);
  return { transaction: exact, source: from.figures, destination: to.figures };
}
