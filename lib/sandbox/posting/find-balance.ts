import { noRows, TypedError } from '../errors/core-error';
import type { Books } from './books';
import type { BalanceRecord } from './records';

/**
 * A balance by its id.
 * @throws TypedError GEN_NOT_FOUND, which `POST /transactions` answers as TXN_NOT_FOUND (contract 9, trap 41).
 */
export async function requireBalance(books: Books, balanceId: string): Promise<BalanceRecord> {
  const found = await books.balance(balanceId);
  if (found) return found;
  throw new TypedError('GEN_NOT_FOUND', `Balance with ID '${balanceId}' not found`, noRows());
}

/**
 * The balance behind an `@name` in one currency, created in the general ledger when it is new
 * (contract 3.4).
 */
export async function balanceByName(
  books: Books,
  indicator: string,
  currency: string,
): Promise<BalanceRecord> {
  // Core takes any failure for "not there", so the words come from the attempt to create it.
  const found = await books.balanceByIndicator(indicator, currency).catch(() => null);
  if (found) return found;
  await books.createByIndicator(indicator, currency);
  const created = await books.balanceByIndicator(indicator, currency);
  if (created) return created;
  throw new TypedError(
    'GEN_NOT_FOUND',
    `balance with indicator '${indicator}' not found`,
    noRows(),
  );
}

/** The id of a source or destination, which may be given as an `@name`. */
export async function resolveBalanceId(
  books: Books,
  nameOrId: string,
  currency: string,
): Promise<string> {
  if (!nameOrId.startsWith('@')) return nameOrId;
  return (await balanceByName(books, nameOrId, currency)).balanceId;
}
