import { PlainError, wrap } from '../errors/core-error';
import type { Books } from '../posting/books';
import type { BalanceRecord, OutboxEntry, SettledTransaction } from '../posting/records';
import { processCredit } from './credit';
import { processDebit } from './debit';
import { providerOf } from './outbox';

/**
 * Does the lineage work of one transaction (contract 5.4, 5.5). Balances, their owners and the
 * owners' names are read here, not when the money moved: that is how a change of owner reaches work
 * that was still waiting. Every posting inside is on its own; what was written before a failure stays.
 *
 * @throws PlainError or TypedError when it cannot be done; the worker then counts an attempt.
 */
export async function processLineage(books: Books, entry: OutboxEntry): Promise<void> {
  const transaction = await books.transaction(entry.transactionId);
  if (!transaction) {
    throw new PlainError(
      `failed to get transaction: Transaction with ID '${entry.transactionId}' not found`,
    );
  }
  transaction.inflight = entry.inflight;
  const source = await books.balance(entry.sourceBalanceId);
  const destination = await books.balance(entry.destinationBalanceId);
  const provider = await acceptedProvider(books, transaction, source);
  // The credit first: a debit allocates from the shadows that a credit makes.
  if (provider !== '' && destination?.trackFundLineage) {
    try {
      await processCredit(books, { transaction, destination, provider });
    } catch (error) {
      throw wrap('lineage credit processing failed', error);
    }
  }
  if (source?.trackFundLineage) {
    try {
      await processDebit(books, { transaction, source, destination });
    } catch (error) {
      throw wrap('lineage debit processing failed', error);
    }
  }
}

/** A tracked source can only pass on providers it has itself; another tag is ignored. */
async function acceptedProvider(
  books: Books,
  transaction: SettledTransaction,
  source: BalanceRecord | null,
): Promise<string> {
  const provider = providerOf(transaction);
  if (provider === '' || !source?.trackFundLineage) return provider;
  return (await books.hasMapping(source.balanceId, provider)) ? provider : '';
}
