import { now } from '../clock/go-time';
import { newId } from '../clock/ids';
import { noRows, TypedError } from '../errors/core-error';
import { listStatement, type ListRequest } from '../filter/list-statement';
import { decodeStored, encodeStored } from '../json/stored';
import type { Encodable, GoMap } from '../json/values';
import { asError, queryOr } from './failures';
import type { Db } from './db';

const COLUMNS = 'ledger_id, name, created_at, meta_data';

interface LedgerRow {
  readonly ledger_id: string;
  readonly name: string;
  readonly created_at: string;
  readonly meta_data: string | null;
  readonly total_count?: string;
}

/** A ledger as Core writes it. */
export type LedgerObject = {
  readonly ledger_id: string;
  readonly name: string;
  readonly created_at: string;
  readonly meta_data: GoMap | null;
};

const objectOf = (row: LedgerRow): LedgerObject => ({
  ledger_id: row.ledger_id,
  name: row.name,
  created_at: row.created_at,
  meta_data: decodeStored(row.meta_data),
});

/** Adds a ledger. Its answer carries Core's clock, its row PostgreSQL's (contract 3.1). */
export async function insertLedger(
  db: Db,
  { name, metaData }: { name: string; metaData: GoMap | null },
): Promise<LedgerObject> {
  const ledger = { ledger_id: newId('ldg'), name, created_at: now().text, meta_data: metaData };
  try {
    await db.query({
      name: 'insert-ledger',
      text: 'INSERT INTO blnk.ledgers (meta_data, name, ledger_id) VALUES ($1, $2, $3)',
      values: [encodeStored(metaData), name, ledger.ledger_id],
    });
  } catch (error) {
    throw new TypedError('GEN_INTERNAL', 'Database error occurred', asError(error));
  }
  return ledger;
}

/** @throws TypedError GEN_NOT_FOUND */
export async function requireLedger(db: Db, ledgerId: string): Promise<LedgerObject> {
  const { rows } = await queryOr<LedgerRow>(db, 'Failed to retrieve ledger', {
    name: 'ledger-by-id',
    text: `SELECT ${COLUMNS} FROM blnk.ledgers WHERE ledger_id = $1`,
    values: [ledgerId],
  });
  if (!rows[0]) throw new TypedError('GEN_NOT_FOUND', 'Ledger not found', noRows());
  return objectOf(rows[0]);
}

/** Renames a ledger and returns it. @throws TypedError GEN_NOT_FOUND */
export async function renameLedger(db: Db, ledgerId: string, name: string): Promise<LedgerObject> {
  const ledger = await requireLedger(db, ledgerId);
  await queryOr(db, 'Database error occurred', {
    text: 'UPDATE blnk.ledgers SET name = $1 WHERE ledger_id = $2',
    values: [name, ledgerId],
  });
  return { ...ledger, name };
}

export interface LedgerPage {
  readonly rows: readonly LedgerRow[];
  readonly objects: Encodable[];
}

/** A page of ledgers; more than 100 are cut to 20 (contract 3.1). */
export async function listLedgers(
  db: Db,
  request: Omit<ListRequest, 'table' | 'select'>,
): Promise<LedgerPage> {
  const limit = request.limit > 100n ? 20n : request.limit;
  const statement = () => listStatement({ ...request, limit, table: 'ledgers', select: COLUMNS });
  const { rows } = await queryOr<LedgerRow>(db, 'Failed to retrieve ledgers', statement);
  return { rows, objects: rows.map(objectOf) };
}
