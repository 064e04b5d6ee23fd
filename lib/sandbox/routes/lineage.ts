import { noRows, PlainError, TypedError } from '../errors/core-error';
import type { Context } from '../http/context';
import { json, type Reply } from '../http/reply';
import type { Encodable, GoAny, GoMap } from '../json/values';
import { ALLOCATION_KEY } from '../lineage/outbox';
import { requireBalance } from '../posting/find-balance';
import { transactionRecord, type TransactionRow } from '../posting/rows';
import { storedTransactionObject } from '../posting/transaction-object';
import { route, type Route } from '../router';

/**
 * What is known of where a balance's money came from: the whole shadow of each mapped provider,
 * whoever shares it, without what is inflight (contract 5.6).
 */
async function getBalanceLineage(c: Context): Promise<Reply> {
  const { books } = c.services;
  const balance = await requireBalance(books, c.params.id ?? '');
  if (!balance.trackFundLineage) {
    throw new PlainError(
      `balance ${balance.balanceId} does not have fund lineage tracking enabled`,
    );
  }
  const mappings = await books.mappings(balance.balanceId);
  const shadows = await books.balances(mappings.map((mapping) => mapping.shadowBalanceId));
  const providers: Encodable[] = [];
  let total = 0n;
  for (const { provider, shadowBalanceId } of mappings) {
    const shadow = shadows.get(shadowBalanceId);
    if (!shadow) continue;
    const available = shadow.debitBalance - shadow.creditBalance;
    total += available;
    providers.push({
      provider,
      amount: shadow.debitBalance,
      available,
      spent: shadow.creditBalance,
      shadow_balance_id: shadowBalanceId,
    });
  }
  return json(200, {
    balance_id: balance.balanceId,
    total_with_lineage: total,
    aggregate_balance_id: mappings[0]?.aggregateBalanceId ?? '',
    providers,
  });
}

/** The providers a transaction was taken from, and the rows its lineage work wrote (contract 5.7). */
async function getTransactionLineage(c: Context): Promise<Reply> {
  const { books, store } = c.services;
  const id = c.params.id ?? '';
  const transaction = await books.transaction(id);
  if (!transaction) {
    throw new TypedError('GEN_NOT_FOUND', `Transaction with ID '${id}' not found`, noRows());
  }
  const { rows } = await store.query<TransactionRow>({
    name: 'lineage-rows-of-transaction',
    text: `SELECT transaction_id, coalesce(source, '') AS source, reference, amount, precise_amount,
      "precision", currency, coalesce(destination, '') AS destination, description, status,
      created_at, meta_data, hash
      FROM blnk.transactions WHERE meta_data ->> '_shadow_for' = $1 ORDER BY created_at ASC`,
    values: [id],
  });
  return json(200, {
    transaction_id: id,
    fund_allocation: fundAllocation(transaction.metaData),
    shadow_transactions:
      rows.length > 0 ? rows.map((row) => storedTransactionObject(transactionRecord(row))) : null,
  });
}

/** As it lies in the metadata, so every amount is a float64 by now. */
function fundAllocation(metaData: GoMap | null): Encodable | undefined {
  const shares = metaData?.get(ALLOCATION_KEY);
  if (!Array.isArray(shares)) return undefined;
  const maps = shares.filter((share: GoAny): share is GoMap => share instanceof Map);
  return maps.length > 0 ? maps : undefined;
}

export const lineageRoutes: readonly Route[] = [
  route(['GET', '/balances/:id/lineage'], getBalanceLineage, {
    upgrades: { GEN_NOT_FOUND: 'BAL_NOT_FOUND' },
  }),
  route(['GET', '/transactions/:id/lineage'], getTransactionLineage, {
    upgrades: { GEN_NOT_FOUND: 'TXN_NOT_FOUND' },
  }),
];
