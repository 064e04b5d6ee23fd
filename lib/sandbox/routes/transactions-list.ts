import { listStatement } from '../filter/list-statement';
import { parseFilterBody } from '../filter/parse-body';
import type { Context } from '../http/context';
import type { Reply } from '../http/reply';
import { TRANSACTION_COLUMNS, transactionRecord, type TransactionRow } from '../posting/rows';
import { transactionObject } from '../posting/transaction-object';
import type { Db, Statement } from '../store/db';
import { queryOr } from '../store/failures';
import { type CountedRow, filterReply, integerParam, queryFilters } from './list-reply';

/** Rows of lists also have the effective date (contract 3.4). */
const LIST_COLUMNS = `${TRANSACTION_COLUMNS}, effective_date`;
const DEFAULT_LIMIT = 20;
const MOST_FILTERED = 1_000;

type ListRow = TransactionRow & CountedRow;

/**
 * `GET /transactions`, newest first. Without filters the limit has no cap; a limit or offset that is
 * no number counts as not given (contract 3.4).
 */
export async function listTransactions(c: Context): Promise<Reply> {
  const filters = queryFilters(c);
  const asked = atLeast(1, integerParam(c, 'limit', DEFAULT_LIMIT)) ?? DEFAULT_LIMIT;
  const limit = filters ? Math.min(asked, MOST_FILTERED) : asked;
  const offset = atLeast(0, integerParam(c, 'offset', 0)) ?? 0;
  const rows = await read(c.services.store, () =>
    listStatement({
      table: 'transactions',
      select: LIST_COLUMNS,
      filters: filters?.filters ?? [],
      logic: filters?.logic ?? 'and',
      limit: BigInt(limit),
      offset: BigInt(offset),
    }),
  );
  return replyWith(rows, false);
}

/** `POST /transactions/filter` (contract 4.2). */
export async function filterTransactions(c: Context): Promise<Reply> {
  const request = parseFilterBody(c.body, 'transactions');
  const rows = await read(c.services.store, () =>
    listStatement({ table: 'transactions', select: LIST_COLUMNS, ...request }),
  );
  return replyWith(rows, request.includeCount);
}

function atLeast(least: number, value: number | undefined): number | undefined {
  return value !== undefined && value >= least ? value : undefined;
}

async function read(db: Db, statement: () => Statement): Promise<ListRow[]> {
  return (await queryOr<ListRow>(db, 'Failed to retrieve transactions', statement)).rows;
}

function replyWith(rows: readonly ListRow[], includeCount: boolean): Reply {
  const objects = rows.map((row) => transactionObject(transactionRecord(row)));
  return filterReply(rows, objects, { includeCount, empty: [] });
}
