import 'server-only';
import { asc, desc, type SQL, sql } from 'drizzle-orm';
import { type PgColumn } from 'drizzle-orm/pg-core';

/**
 * Which page of a list that is ordered by time and id, newest first. Cursors come from a page before;
 * one that cannot be read counts as absent, so a hand-edited address shows the newest page.
 */
export type PageRequest = {
  older?: string;
  newer?: string;
  oldest?: boolean;
  limit: number;
};

/** `newer` and `older` are cursors, or `null` where the list ends. */
export type Page<Row> = { rows: Row[]; newer: string | null; older: string | null };

type Position = { at: Date; id: string };

/** How a page is asked of the database. */
export type KeysetQuery = { where: SQL | undefined; orderBy: SQL[]; limit: number };

/**
 * Reads one page by keyset: as fast on the last page as on the first, and no row is skipped or
 * repeated while rows are added.
 * @param columns the two columns of the order; an index must exist on them.
 * @param fetch runs the query; `where` is to be added to the filter of the list.
 */
export async function readPage<Row>(
  request: PageRequest,
  columns: { at: PgColumn; id: PgColumn; positionOf: (row: Row) => Position },
  fetch: (query: KeysetQuery) => Promise<Row[]>,
): Promise<Page<Row>> {
  const older = readCursor(request.older);
  const newer = older ? null : readCursor(request.newer);
  const backwards = !older && (newer !== null || request.oldest === true);
  const order = backwards ? asc : desc;
  const from = older ?? newer;
  const position = from && sql`(${from.at.toISOString()}::timestamptz, ${from.id}::uuid)`;
  const rows = await fetch({
    where: position
      ? sql`(${columns.at}, ${columns.id}) ${sql.raw(backwards ? '>' : '<')} ${position}`
      : undefined,
    orderBy: [order(columns.at), order(columns.id)],
    limit: request.limit + 1,
  });
  const hasMore = rows.length > request.limit;
  const page = rows.slice(0, request.limit);
  if (backwards) page.reverse();
  const cursorAt = (row: Row | undefined) => (row ? writeCursor(columns.positionOf(row)) : null);
  const first = cursorAt(page[0]);
  const last = cursorAt(page.at(-1));
  return backwards
    ? { rows: page, newer: hasMore ? first : null, older: newer ? last : null }
    : { rows: page, newer: older ? first : null, older: hasMore ? last : null };
}

/** The cursor of a row, as the page after or before it is asked for. */
export function writeCursor({ at, id }: Position): string {
  return `${at.getTime()}_${id}`;
}

const CURSOR = /^(\d{1,15})_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

function readCursor(text: string | undefined): Position | null {
  const match = CURSOR.exec(text ?? '');
  return match ? { at: new Date(Number(match[1])), id: match[2]! } : null;
}
