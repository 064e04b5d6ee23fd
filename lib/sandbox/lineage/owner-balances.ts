import { noRows, TypedError, wrap } from '../errors/core-error';
import type { Books } from '../posting/books';
import { balanceByName } from '../posting/find-balance';
import type { BalanceRecord } from '../posting/records';
import { aggregateIndicator, lineageIdentifier, shadowIndicator } from './identifier';

/** The two general-ledger balances in which a provider's funds of one owner are remembered. */
export interface OwnerBalances {
  readonly shadow: BalanceRecord;
  readonly aggregate: BalanceRecord;
}

/** The identifier of an owner, as the owner is called now. */
async function identifierOf(books: Books, identityId: string): Promise<string> {
  const name = await books.identityName(identityId);
  if (name) return lineageIdentifier(name);
  const missing = new TypedError(
    'GEN_NOT_FOUND',
    `Identity with ID '${identityId}' not found`,
    noRows(),
  );
  throw wrap(`failed to get identity ${identityId}`, missing);
}

/** Shadow and aggregate of an owner and provider, created when they are new (contract 5.1). */
export async function ownerBalances(
  books: Books,
  of: { identityId: string; provider: string; currency: string },
): Promise<OwnerBalances> {
  const identifier = await identifierOf(books, of.identityId);
  const shadow = shadowIndicator(of.provider, identifier);
  return {
    shadow: await balanceByName(books, shadow, of.currency),
    aggregate: await balanceByName(books, aggregateIndicator(identifier), of.currency),
  };
}

/** The aggregate of the owner a balance has now, created when it is new. */
export async function currentAggregate(
  books: Books,
  balance: Pick<BalanceRecord, 'identityId' | 'currency'>,
): Promise<BalanceRecord> {
  const identifier = await identifierOf(books, balance.identityId);
  return balanceByName(books, aggregateIndicator(identifier), balance.currency);
}
