import { Refusal } from '../errors/core-error';
import { parseInt64 } from '../filter/go-numbers';
import { listStatement } from '../filter/list-statement';
import { parseFilterBody } from '../filter/parse-body';
import { parseFilterQuery } from '../filter/parse-query';
import type { Context } from '../http/context';
import { json, type Reply } from '../http/reply';
import { failing } from '../posting/postgres-books';
import { TRANSACTION_COLUMNS, transactionRecord, type TransactionRow } from '../posting/rows';
import { transactionObject } from '../posting/transaction-object';
import type { Db, Statement } from '../store/db';

/** Rows of lists also have the effective date (contract 3.4). */
const LIST_COLUMNS = `${TRANSACTION_COLUMNS}, effective_date`;
const DEFAULT_LIMIT = 20n;
const MOST_FILTERED = 1_000n;

type ListRow = TransactionRow & { total_count?: string };

/**
 * `GET /transactions`, newest first. Without filters the limit has no cap; a limit or offset that is
 * no number counts as not given (contract 3.4).
 */
export async function listTransactions(c: Context): Promise<Reply> {
  const limit = numberFrom(c.query.get('limit'), 1n) ?? DEFAULT_LIMIT;
  const offset = numberFrom(c.query.get('offset'), 0n) ?? 0n;
  const { filters, logic, faults } = parseFilterQuery(c.query);
  if (faults.length > 0) {
    const list = faults.map((fault) => ({ ...fault }));
    throw new Refusal('GEN_VALIDATION_ERROR', 'invalid filter parameters', {
      legacyKey: 'errors',
      legacyValue: list,
      details: list,
    });
  }
  const most = filters.length > 0 && limit > MOST_FILTERED ? MOST_FILTERED : limit;
  const rows = await read(
    c.services.store,
    listStatement({
      table: 'transactions',
      select: LIST_COLUMNS,
      filters,
      logic,
      limit: most,
      offset,
    }),
  );
  return json(200, rows.map(objectOf));
}

/** `POST /transactions/filter` (contract 4.2). An empty page has no total. */
export async function filterTransactions(c: Context): Promise<Reply> {
  const request = parseFilterBody(c.body, 'transactions');
  const rows = await read(
    c.services.store,
    listStatement({ table: 'transactions', select: LIST_COLUMNS, ...request }),
  );
  const data = rows.map(objectOf);
  if (!request.includeCount) return json(200, data);
  const total = rows[0]?.total_count;
  return json(200, { data, total_count: total === undefined ? undefined : BigInt(total) });
}

function numberFrom(text: string | undefined, least: bigint): bigint | undefined {
  const number = parseInt64(text ?? '');
  return number !== undefined && number >= least ? number : undefined;
}

const objectOf = (row: ListRow) => transactionObject(transactionRecord(row));

async function read(db: Db, statement: Statement): Promise<ListRow[]> {
  const { rows } = await failing('Failed to retrieve transactions', () =>
    db.query<ListRow>(statement),
  );
  return rows;
}
