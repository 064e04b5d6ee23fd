import type { Db, Store } from '../store/db';
import { bulkRows, type BulkRow, type BulkSize } from './books';
import { COLUMNS, type BulkTable } from './columns';

/** How many rows one statement writes. */
const CHUNK = 5000;
/** A table that takes longer says how far it is: first after a second, then now and again. */
const FIRST_WORD_MS = 1000;
const WORD_EVERY_MS = 10_000;

/** A reason not to fill a database, as one plain sentence or two. */
export class NotFilled extends Error {}

export type Progress = (line: string) => void;

/**
 * Fills a database with Core's tables, the sandbox's or a real Core's, in one transaction: all rows or
 * none. Only one that has no balances is filled, so a second run adds nothing.
 *
 * @returns how many rows each table got.
 * @throws NotFilled
 */
export async function fillBulk(
  store: Store,
  size: BulkSize,
  onProgress: Progress = () => undefined,
): Promise<Record<BulkTable, number>> {
  const made = await store.transaction(async (tx) => {
    await requireTables(tx);
    // It also holds back other writers, so two runs at once cannot both find nothing.
    await tx.query({ text: 'ALTER TABLE blnk.balances DISABLE TRIGGER balance_after_insert' });
    await requireNoBalances(tx);
    const counts = await writeAll(tx, size, onProgress);
    await tx.query({ text: 'ALTER TABLE blnk.balances ENABLE TRIGGER balance_after_insert' });
    return counts;
  });
  onProgress('Gathering statistics…');
  const tables = Object.keys(COLUMNS).map((table) => `blnk.${table}`);
  await store.query({ text: `VACUUM (ANALYZE) ${tables.join(', ')}` });
  return made;
}

async function requireTables(tx: Db): Promise<void> {
  const { rows } = await tx.query<{ found: boolean }>({
    text: `SELECT to_regclass('blnk.balances') IS NOT NULL AS found`,
  });
  if (!rows[0]?.found)
    throw new NotFilled('That database has none of the tables of Core. Nothing was changed.');
}

async function requireNoBalances(tx: Db): Promise<void> {
  const { rows } = await tx.query<{ count: string }>({
    text: 'SELECT count(*) AS count FROM blnk.balances',
  });
  const count = Number(rows[0]?.count);
  if (count === 0) return;
  throw new NotFilled(
    `There are ${count.toLocaleString('en')} balances already, and only a database without any is filled. Nothing was changed.`,
  );
}

async function writeAll(
  tx: Db,
  size: BulkSize,
  onProgress: Progress,
): Promise<Record<BulkTable, number>> {
  const counts = { ledgers: 0, identity: 0, balances: 0, lineage_mappings: 0 };
  let waiting: BulkRow[] = [];
  let speakAt = Date.now() + FIRST_WORD_MS;
  const flush = async () => {
    const table = waiting[0]?.table;
    if (table === undefined) return;
    await insert(tx, table, waiting);
    counts[table] += waiting.length;
    waiting = [];
    if (Date.now() < speakAt) return;
    speakAt = Date.now() + WORD_EVERY_MS;
    onProgress(`Writing ${table}: ${counts[table].toLocaleString('en')}…`);
  };
  for (const row of bulkRows(size)) {
    const next = waiting[0] && waiting[0].table !== row.table;
    if (next || waiting.length === CHUNK) await flush();
    if (next) speakAt = Date.now() + FIRST_WORD_MS;
    waiting.push(row);
  }
  await flush();
  return counts;
}

/** Rows of one table, column by column. */
async function insert(tx: Db, table: BulkTable, rows: readonly BulkRow[]): Promise<void> {
  const columns = COLUMNS[table] as readonly Column[];
  const names = columns.map(({ name }) => name).join(', ');
  const parameters = columns.map(({ type }, index) => `$${index + 1}::${type}[]`).join(', ');
  await tx.query({
    name: `bulk-${table}`,
    text: `INSERT INTO blnk.${table} (${names}) SELECT * FROM unnest(${parameters})`,
    values: columns.map(({ value }) => rows.map(({ row }) => value(row as never))),
  });
}

interface Column {
  readonly name: string;
  readonly type: string;
  readonly value: (row: never) => unknown;
}
