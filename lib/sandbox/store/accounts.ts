import { now, ZERO_TIME_TEXT } from '../clock/go-time';
import { newId } from '../clock/ids';
import { PlainError } from '../errors/core-error';
import { listStatement, type ListRequest } from '../filter/list-statement';
import { decodeStored, encodeStored } from '../json/stored';
import { JsonNumber, type Encodable, type GoMap } from '../json/values';
import { requireBalance } from './balances';
import type { Db } from './db';
import { queryOr } from './failures';
import { identityObject, requireIdentity } from './identities';
import { requireLedger } from './ledgers';

interface AccountRow {
  readonly account_id: string;
  readonly name: string;
  readonly number: string;
  readonly bank_name: string;
  readonly currency: string;
  readonly ledger_id?: string;
  readonly identity_id?: string;
  readonly balance_id?: string;
  readonly created_at: string;
  readonly meta_data: string | null;
  readonly total_count?: string;
}

export type AccountInclude = 'balance' | 'identity' | 'ledger';
type Included = Partial<Record<AccountInclude, Encodable>>;

const SHORT = 'account_id, name, number, bank_name, currency, created_at, meta_data';
const COLUMNS = `${SHORT}, ledger_id, identity_id, balance_id`;

function accountObject(row: AccountRow, included: Included = {}): Encodable {
  return {
    account_id: row.account_id,
    name: row.name,
    number: row.number,
    bank_name: row.bank_name,
    currency: row.currency,
    balance_id: row.balance_id ?? '',
    identity_id: row.identity_id ?? '',
    ledger_id: row.ledger_id ?? '',
    ledger: included.ledger ?? null,
    balance: included.balance ?? null,
    identity: included.identity ?? null,
    created_at: row.created_at,
    meta_data: decodeStored(row.meta_data),
  };
}

export interface NewAccount {
  readonly name: string;
  readonly number: string;
  readonly bankName: string;
  readonly currency: string;
  readonly balanceId: string;
  readonly identityId: string;
  readonly ledgerId: string;
  readonly metaData: GoMap | null;
}

/** Adds an account. Its owner is copied from the balance and never follows it (contract 3.5). */
export async function insertAccount(db: Db, account: NewAccount): Promise<Encodable> {
  const createdAt = now();
  const row: AccountRow = {
    account_id: newId('acc'),
    name: account.name,
    number: account.number,
    bank_name: account.bankName,
    currency: account.currency,
    ledger_id: account.ledgerId,
    identity_id: account.identityId,
    balance_id: account.balanceId,
    created_at: createdAt.text,
    meta_data: encodeStored(account.metaData),
  };
  await db.query({
    text: `INSERT INTO blnk.accounts (account_id, name, number, bank_name, currency, ledger_id, identity_id,
      balance_id, created_at, meta_data) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    values: [
      row.account_id,
      row.name,
      row.number,
      row.bank_name,
      row.currency,
      row.ledger_id,
      row.identity_id,
      row.balance_id,
      createdAt.sql,
      row.meta_data,
    ],
  });
  return accountObject(row);
}

/** @throws PlainError `account with ID '…' not found` */
export async function requireAccount(
  db: Db,
  accountId: string,
  include: readonly AccountInclude[],
): Promise<Encodable> {
  const { rows } = await db.query<Required<AccountRow>>({
    name: 'account-by-id',
    text: `SELECT ${COLUMNS} FROM blnk.accounts WHERE account_id = $1`,
    values: [accountId],
  });
  const row = rows[0];
  if (!row) throw new PlainError(`account with ID '${accountId}' not found`);
  const included: Included = {};
  for (const name of include) included[name] = await READ[name](db, row);
  return accountObject(row, included);
}

const READ: Readonly<
  Record<AccountInclude, (db: Db, row: Required<AccountRow>) => Promise<Encodable>>
> = {
  balance: embeddedBalance,
  identity: async (db, row) => identityObject(await requireIdentity(db, row.identity_id)),
  ledger: async (db, row) => ({ ...(await requireLedger(db, row.ledger_id)), meta_data: null }),
};

/** A balance inside an account has no inflight figures and no word about tracking (contract 3.2). */
async function embeddedBalance(db: Db, row: Required<AccountRow>): Promise<Encodable> {
  const balance = await requireBalance(db, row.balance_id);
  return {
    balance: new JsonNumber(balance.balance),
    version: 0,
    inflight_balance: null,
    credit_balance: new JsonNumber(balance.credit_balance),
    inflight_credit_balance: null,
    debit_balance: new JsonNumber(balance.debit_balance),
    inflight_debit_balance: null,
    ledger_id: balance.ledger_id,
    identity_id: balance.identity_id,
    balance_id: balance.balance_id,
    currency: balance.currency,
    created_at: balance.created_at,
    inflight_expires_at: ZERO_TIME_TEXT,
    meta_data: decodeStored(balance.meta_data ?? null),
    track_fund_lineage: false,
  };
}

/** All accounts, newest first, without the ids of what they belong to (contract 3.5). */
export async function allAccounts(db: Db): Promise<Encodable[]> {
  const { rows } = await db.query<AccountRow>({
    text: `SELECT ${SHORT} FROM blnk.accounts ORDER BY created_at DESC`,
  });
  return rows.map((row) => accountObject(row));
}

export interface AccountPage {
  readonly rows: readonly AccountRow[];
  readonly objects: Encodable[];
}

/** A page of accounts; more than 100 are cut to 20. */
export async function listAccounts(
  db: Db,
  request: Omit<ListRequest, 'table' | 'select'>,
): Promise<AccountPage> {
  const limit = request.limit > 100n ? 20n : request.limit;
  const statement = () => listStatement({ ...request, limit, table: 'accounts', select: COLUMNS });
  const { rows } = await queryOr<AccountRow>(db, 'Failed to retrieve accounts', statement);
  return { rows, objects: rows.map((row) => accountObject(row)) };
}
