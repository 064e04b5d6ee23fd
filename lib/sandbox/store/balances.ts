import { ZERO_TIME_TEXT, now } from '../clock/go-time';
import { newId } from '../clock/ids';
import { noRows, PlainError, TypedError } from '../errors/core-error';
import { listStatement, type ListRequest } from '../filter/list-statement';
import { decodeStored, encodeStored } from '../json/stored';
import { JsonNumber, type Encodable, type GoMap } from '../json/values';
import type { Db } from './db';
import { asError, FOREIGN_KEY_VIOLATION, queryOr, sqlState, UNIQUE_VIOLATION } from './failures';

/** What every read of a balance selects. */
const FIGURES = `balance_id, indicator, balance, credit_balance, debit_balance, inflight_balance,
  inflight_credit_balance, inflight_debit_balance, currency, ledger_id,
  COALESCE(identity_id, '') AS identity_id, created_at`;
const TRACKING = 'version, track_fund_lineage, allocation_strategy';

/** A balance row; lists leave out how it is tracked, and the read by indicator its metadata (contract 3.2). */
export interface BalanceRow {
  readonly balance_id: string;
  readonly indicator: string | null;
  readonly balance: string;
  readonly credit_balance: string;
  readonly debit_balance: string;
  readonly inflight_balance: string;
  readonly inflight_credit_balance: string;
  readonly inflight_debit_balance: string;
  readonly currency: string;
  readonly ledger_id: string;
  readonly identity_id: string;
  readonly created_at: string;
  readonly meta_data?: string | null;
  readonly version?: number;
  readonly track_fund_lineage?: boolean;
  readonly allocation_strategy?: string;
  readonly total_count?: string;
}

/** What a read may add to a balance. */
export interface BalanceExtras {
  readonly queuedDebit?: string;
  readonly queuedCredit?: string;
  readonly identity?: Encodable;
  readonly ledger?: Encodable;
}

const digits = (text: string | undefined) =>
  text === undefined ? undefined : new JsonNumber(text);

/** A balance as Core writes it: what was not read has Go's zero value. */
export function balanceObject(row: BalanceRow, extras: BalanceExtras = {}): Encodable {
  return {
    balance: new JsonNumber(row.balance),
    version: row.version ?? 0,
    inflight_balance: new JsonNumber(row.inflight_balance),
    credit_balance: new JsonNumber(row.credit_balance),
    inflight_credit_balance: new JsonNumber(row.inflight_credit_balance),
    debit_balance: new JsonNumber(row.debit_balance),
    inflight_debit_balance: new JsonNumber(row.inflight_debit_balance),
    queued_debit_balance: digits(extras.queuedDebit),
    queued_credit_balance: digits(extras.queuedCredit),
    ledger_id: row.ledger_id,
    identity_id: row.identity_id,
    balance_id: row.balance_id,
    indicator: row.indicator || undefined,
    currency: row.currency,
    identity: extras.identity,
    ledger: extras.ledger,
    created_at: row.created_at,
    inflight_expires_at: ZERO_TIME_TEXT,
    meta_data: decodeStored(row.meta_data ?? null),
    track_fund_lineage: row.track_fund_lineage ?? false,
    allocation_strategy: row.allocation_strategy || undefined,
  };
}

/** Names of what `GET /balances/:id` may carry along. */
export type Include = 'identity' | 'ledger';

const INCLUDED: Readonly<Record<Include, { columns: string; join: string }>> = {
  identity: {
    columns: `i.identity_id AS i_identity_id, i.first_name AS i_first_name,
      i.organization_name AS i_organization_name, i.category AS i_category, i.last_name AS i_last_name,
      i.other_names AS i_other_names, i.gender AS i_gender, i.dob AS i_dob, i.email_address AS i_email_address,
      i.phone_number AS i_phone_number, i.nationality AS i_nationality, i.street AS i_street,
      i.country AS i_country, i.state AS i_state, i.post_code AS i_post_code, i.city AS i_city,
      i.created_at AS i_created_at`,
    join: 'LEFT JOIN blnk.identity i ON b.identity_id = i.identity_id',
  },
  ledger: {
    columns: 'l.ledger_id AS l_ledger_id, l.name AS l_name, l.created_at AS l_created_at',
    join: 'LEFT JOIN blnk.ledgers l ON b.ledger_id = l.ledger_id',
  },
};

const OWN = `b.balance_id, b.indicator, b.balance, b.credit_balance, b.debit_balance, b.inflight_balance,
  b.inflight_credit_balance, b.inflight_debit_balance, b.currency, b.ledger_id,
  COALESCE(b.identity_id, '') AS identity_id, b.created_at, b.meta_data, b.version, b.track_fund_lineage,
  b.allocation_strategy`;

export type FullBalanceRow = BalanceRow & Readonly<Record<string, unknown>>;

/**
 * Reads a balance by id, with what is joined to it.
 *
 * @throws TypedError GEN_NOT_FOUND, or GEN_INTERNAL when the database refuses.
 */
export async function requireBalance(
  db: Db,
  balanceId: string,
  include: readonly Include[] = [],
): Promise<FullBalanceRow> {
  const parts = include.map((name) => INCLUDED[name]);
  const { rows } = await queryOr<FullBalanceRow>(db, 'Failed to scan balance data', {
    name: `balance-by-id ${include.join(' ')}`,
    text: `SELECT ${[OWN, ...parts.map(({ columns }) => columns)].join(', ')}
      FROM blnk.balances b ${parts.map(({ join }) => join).join(' ')} WHERE b.balance_id = $1`,
    values: [balanceId],
  });
  if (rows[0]) return rows[0];
  throw new TypedError('GEN_NOT_FOUND', `Balance with ID '${balanceId}' not found`, noRows());
}

/**
 * Reads a balance by its name. That it is missing is said in plain text, and the text decides the code (contract 2.2).
 *
 * @throws PlainError
 */
export async function requireBalanceByIndicator(
  db: Db,
  indicator: string,
  currency: string,
): Promise<BalanceRow> {
  const { rows } = await db.query<BalanceRow>({
    name: 'balance-by-indicator',
    text: `SELECT ${FIGURES}, ${TRACKING} FROM blnk.balances WHERE indicator = $1 AND currency = $2`,
    values: [indicator, currency],
  });
  if (rows[0]) return rows[0];
  throw new PlainError(`balance with indicator '${indicator}' not found`);
}

export interface NewBalance {
  readonly ledgerId: string;
  readonly identityId: string;
  readonly currency: string;
  readonly metaData: GoMap | null;
  readonly trackFundLineage: boolean;
  readonly allocationStrategy: string;
}

/**
 * Adds an empty balance and returns its row as Core answers it: with Core's clock, and version 0 (contract 2.5).
 *
 * @throws TypedError GEN_BAD_REQUEST `Invalid ledger ID` for an unknown ledger or identity.
 */
export async function insertBalance(db: Db, given: NewBalance): Promise<BalanceRow> {
  const balanceId = newId('bln');
  const createdAt = now();
  const metaData = encodeStored(given.metaData);
  try {
    await db.query({
      name: 'insert-balance',
      text: `INSERT INTO blnk.balances (balance_id, balance, credit_balance, debit_balance, currency, ledger_id,
        identity_id, created_at, meta_data, track_fund_lineage, allocation_strategy)
        VALUES ($1, 0, 0, 0, $2, $3, $4, $5, $6, $7, $8)`,
      values: [
        balanceId,
        given.currency,
        given.ledgerId,
        given.identityId || null,
        createdAt.sql,
        metaData,
        given.trackFundLineage,
        given.allocationStrategy,
      ],
    });
  } catch (error) {
    throw insertFailure(error, balanceId);
  }
  const zero = '0';
  return {
    balance_id: balanceId,
    indicator: null,
    balance: zero,
    credit_balance: zero,
    debit_balance: zero,
    inflight_balance: zero,
    inflight_credit_balance: zero,
    inflight_debit_balance: zero,
    currency: given.currency,
    ledger_id: given.ledgerId,
    identity_id: given.identityId,
    created_at: createdAt.text,
    meta_data: metaData,
    track_fund_lineage: given.trackFundLineage,
    allocation_strategy: given.allocationStrategy,
  };
}

function insertFailure(error: unknown, balanceId: string): TypedError {
  const cause = asError(error);
  switch (sqlState(error)) {
    case UNIQUE_VIOLATION:
      return new TypedError('GEN_CONFLICT', `Balance already exists: ${balanceId}`, cause);
    case FOREIGN_KEY_VIOLATION:
      return new TypedError('GEN_BAD_REQUEST', 'Invalid ledger ID', cause);
    default:
      return new TypedError('GEN_INTERNAL', 'Database error occurred', cause);
  }
}

/** Gives a balance to an identity; both must exist, which the caller has looked at. @throws TypedError */
export async function setIdentity(db: Db, balanceId: string, identityId: string): Promise<void> {
  const { rowCount } = await queryOr(db, 'Failed to update balance identity', {
    name: 'set-identity',
    text: 'UPDATE blnk.balances SET identity_id = $2 WHERE balance_id = $1',
    values: [balanceId, identityId],
  });
  if (rowCount === 0) {
    throw new TypedError('GEN_NOT_FOUND', `Balance with ID '${balanceId}' not found`);
  }
}

/** What waits in the queue on a balance: rows still QUEUED whose child has not been settled (contract 3.2). */
export async function queuedAmounts(
  db: Db,
  balanceId: string,
): Promise<{ debit: string; credit: string }> {
  const { rows } = await queryOr<{ debit: string; credit: string }>(
    db,
    'Failed to get queued amounts',
    {
      name: 'queued-amounts',
      text: `SELECT COALESCE(SUM(precise_amount) FILTER (WHERE source = $1), 0) AS debit,
          COALESCE(SUM(precise_amount) FILTER (WHERE destination = $1 AND source <> $1), 0) AS credit
        FROM blnk.transactions t
        WHERE (source = $1 OR destination = $1) AND status = 'QUEUED' AND NOT EXISTS (
          SELECT 1 FROM blnk.transactions child WHERE child.parent_transaction = t.transaction_id
          AND child.status IN ('APPLIED', 'REJECTED', 'VOID', 'INFLIGHT'))`,
      values: [balanceId],
    },
  );
  return rows[0] ?? { debit: '0', credit: '0' };
}

export interface BalancePage {
  readonly rows: readonly BalanceRow[];
  readonly objects: Encodable[];
}

/** A page of balances. Rows of a list say nothing about tracking (contract 3.2). */
export async function listBalances(
  db: Db,
  request: Omit<ListRequest, 'table' | 'select'>,
): Promise<BalancePage> {
  const select = `${FIGURES}, meta_data`;
  const statement = () => listStatement({ ...request, table: 'balances', select });
  const { rows } = await queryOr<BalanceRow>(db, 'Failed to retrieve balances', statement);
  return { rows, objects: rows.map((row) => balanceObject(row)) };
}
