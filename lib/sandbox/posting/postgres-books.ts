import { now } from '../clock/go-time';
import { newId } from '../clock/ids';
import { TypedError } from '../errors/core-error';
import { encodeJson } from '../json/encode';
import type { Encodable } from '../json/values';
import type { Db, Store } from '../store/db';
import { asError, queryOr } from '../store/failures';
import { BalanceLocks } from './balance-locks';
import type { Books, Posting } from './books';
import { postgresMappings } from './postgres-mappings';
import type { BalanceRecord, OutboxEntry, SettledTransaction } from './records';
import {
  BALANCE_COLUMNS,
  balanceRecord,
  type BalanceRow,
  TRANSACTION_COLUMNS,
  TRANSACTION_INSERT,
  transactionRecord,
  type TransactionRow,
  transactionValues,
} from './rows';

/** The books of a running sandbox: its database, the clock, and locks in memory. One per process. */
export function postgresBooks(store: Store): Books {
  const locks = new BalanceLocks();
  return {
    now,
    newId,
    locked: (balanceIds, work) => locks.holding(balanceIds, work),
    ...balanceReads(store),
    ...transactionReads(store),
    ...postgresMappings(store),
    post: (posting) => writePosting(store, posting),
    storeOnly: (transaction) => insertTransaction(store, transaction),
  };
}

function balanceReads(
  store: Store,
): Pick<
  Books,
  'balance' | 'balances' | 'balanceByIndicator' | 'createByIndicator' | 'identityName'
> {
  const select = async (where: string, values: unknown[]): Promise<BalanceRecord[]> => {
    const { rows } = await queryOr<BalanceRow>(store, 'Failed to scan balance data', {
      name: `books-balance-${where}`,
      text: `SELECT ${BALANCE_COLUMNS} FROM blnk.balances WHERE ${where}`,
      values,
    });
    return rows.map(balanceRecord);
  };
  return {
    balance: async (id) => (await select('balance_id = $1', [id]))[0] ?? null,
    balances: async (ids) => {
      const found = await select('balance_id = ANY($1)', [ids]);
      return new Map(found.map((balance) => [balance.balanceId, balance]));
    },
    balanceByIndicator: async (indicator, currency) => {
      const [found] = await select('indicator = $1 AND currency = $2', [indicator, currency]);
      return found ?? null;
    },
    createByIndicator: async (indicator, currency) => {
      await queryOr(store, 'Database error occurred', {
        name: 'books-create-by-indicator',
        text: `INSERT INTO blnk.balances
          (balance_id, balance, credit_balance, debit_balance, currency, ledger_id, indicator, created_at, meta_data)
          VALUES ($1, 0, 0, 0, $2, 'general_ledger_id', $3, $4, 'null')
          ON CONFLICT (indicator, currency) DO NOTHING`,
        values: [newId('bln'), currency, indicator, now().sql],
      });
    },
    identityName: async (identityId) => {
      const { rows } = await store.query<Record<'first' | 'last' | 'organization', string>>({
        name: 'books-identity-name',
        text: `SELECT first_name AS first, last_name AS last,
          coalesce(organization_name, '') AS organization
          FROM blnk.identity WHERE identity_id = $1`,
        values: [identityId],
      });
      const row = rows[0];
      if (!row) return null;
      const { first: firstName, last: lastName, organization: organizationName } = row;
      return { identityId, firstName, lastName, organizationName };
    },
  };
}

function transactionReads(
  store: Store,
): Pick<Books, 'transaction' | 'hasReference' | 'amountOfReference' | 'mergeMetaData'> {
  const amountOfReference = async (reference: string): Promise<bigint | null> => {
    const { rows } = await queryOr<{ precise_amount: string }>(
      store,
      'Failed to check if transaction exists',
      {
        name: 'books-amount-of-reference',
        text: 'SELECT precise_amount FROM blnk.transactions WHERE reference = $1',
        values: [reference],
      },
    );
    return rows[0] ? BigInt(rows[0].precise_amount) : null;
  };
  return {
    amountOfReference,
    hasReference: async (reference) => (await amountOfReference(reference)) !== null,
    transaction: async (id) => {
      const { rows } = await queryOr<TransactionRow>(store, 'Failed to retrieve transaction', {
        name: 'books-transaction',
        text: `SELECT ${TRANSACTION_COLUMNS} FROM blnk.transactions WHERE transaction_id = $1`,
        values: [id],
      });
      return rows[0] ? transactionRecord(rows[0]) : null;
    },
    mergeMetaData: async (id, patch) => {
      const document = new Map<string, Encodable>();
      for (const [key, shares] of patch)
        document.set(
          key,
          shares.map((share) => ({ ...share })),
        );
      await store.query({
        name: 'books-merge-meta-data',
        text: `UPDATE blnk.transactions SET meta_data =
          (CASE WHEN jsonb_typeof(meta_data) = 'object' THEN meta_data ELSE '{}'::jsonb END) || $1::jsonb
          WHERE transaction_id = $2 OR parent_transaction = $2`,
        values: [encodeJson(document), id],
      });
    },
  };
}

async function writePosting(store: Store, posting: Posting): Promise<void> {
  try {
    await store.transaction(async (tx) => {
      await updateBalance(tx, posting.source);
      await updateBalance(tx, posting.destination);
      await insertTransaction(tx, posting.transaction);
      if (posting.outbox) await insertOutbox(tx, posting.outbox, posting.transaction);
    });
  } catch (error) {
    if (error instanceof TypedError) throw error;
    throw new TypedError('GEN_INTERNAL', 'Failed to begin transaction', asError(error));
  }
}

async function updateBalance(tx: Db, balance: BalanceRecord): Promise<void> {
  const { rowCount } = await queryOr(tx, 'Failed to update balance', {
    name: 'books-update-balance',
    text: `UPDATE blnk.balances SET balance = $2, credit_balance = $3, debit_balance = $4,
        inflight_balance = $5, inflight_credit_balance = $6, inflight_debit_balance = $7,
        version = version + 1 WHERE balance_id = $1 AND version = $8`,
    values: [
      balance.balanceId,
      balance.balance.toString(),
      balance.creditBalance.toString(),
      balance.debitBalance.toString(),
      balance.inflightBalance.toString(),
      balance.inflightCreditBalance.toString(),
      balance.inflightDebitBalance.toString(),
      balance.version,
    ],
  });
  if (rowCount > 0) return;
  throw new TypedError(
    'GEN_CONFLICT',
    `Optimistic locking failure: balance with ID '${balance.balanceId}' may have been updated or deleted by another transaction`,
  );
}

async function insertTransaction(db: Db, transaction: SettledTransaction): Promise<void> {
  await queryOr(db, 'Failed to record transaction', {
    name: 'books-insert-transaction',
    text: `INSERT INTO blnk.transactions (${TRANSACTION_INSERT})
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`,
    values: transactionValues(transaction),
  });
}

async function insertOutbox(
  tx: Db,
  entry: OutboxEntry,
  transaction: SettledTransaction,
): Promise<void> {
  await queryOr(tx, 'Failed to insert lineage outbox entry', {
    name: 'books-insert-outbox',
    text: `INSERT INTO blnk.lineage_outbox (transaction_id, source_balance_id,
        destination_balance_id, provider, lineage_type, payload, inflight, created_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    values: [
      entry.transactionId,
      entry.sourceBalanceId,
      entry.destinationBalanceId,
      entry.provider,
      entry.lineageType,
      encodeJson(outboxPayload(transaction)),
      entry.inflight,
      now().sql,
    ],
  });
}

/** Core keeps these beside the entry, and never reads them back. */
export function outboxPayload(transaction: SettledTransaction): Encodable {
  return {
    amount: transaction.amount,
    precise_amount: transaction.preciseAmount.toString(),
    currency: transaction.currency,
    precision: transaction.precision,
    reference: transaction.reference,
    skip_queue: true,
    inflight: transaction.inflight,
  };
}
