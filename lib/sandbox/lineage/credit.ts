import { PlainError, wrap } from '../errors/core-error';
import type { Books } from '../posting/books';
import type { BalanceRecord, SettledTransaction } from '../posting/records';
import { ownerBalances } from './owner-balances';
import { postShadow } from './shadow-posting';

/**
 * Remembers a tagged credit: the whole amount from the provider's shadow to the aggregate of the
 * owner, in the currency of the transaction for the names and of the balance for the row
 * (contract 5.4, 5.5). A repeated attempt meets its own reference and fails.
 */
export async function processCredit(
  books: Books,
  of: { transaction: SettledTransaction; destination: BalanceRecord; provider: string },
): Promise<void> {
  const { transaction, destination, provider } = of;
  const { identityId, balanceId } = destination;
  if (identityId === '') {
    throw new PlainError(
      `destination balance ${balanceId} has no identity_id for lineage tracking`,
    );
  }
  const { currency } = transaction;
  const { shadow, aggregate } = await ownerBalances(books, { identityId, provider, currency });
  try {
    await postShadow(books, transaction, {
      source: shadow.balanceId,
      destination: aggregate.balanceId,
      amount: transaction.amount,
      preciseAmount: transaction.preciseAmount,
      currency: destination.currency,
      reference: `${transaction.reference}_shadow_${provider}`,
      description: `Shadow credit from ${provider}`,
      metaData: {
        _shadow_for: transaction.transactionId,
        _provider: provider,
        _identity_id: identityId,
        _lineage_type: 'credit',
        _main_balance: balanceId,
      },
      allowOverdraft: true,
    });
  } catch (error) {
    throw wrap('failed to queue shadow credit transaction', error);
  }
  await books.saveMapping({
    balanceId,
    provider,
    shadowBalanceId: shadow.balanceId,
    aggregateBalanceId: aggregate.balanceId,
    identityId,
  });
}
