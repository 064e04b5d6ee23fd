import 'server-only';
import { CoreError } from '../errors';
import { type Cursor, type Place } from './cursor';
import { MAX_ROWS, type Condition, type Filter } from './filter';
import { mayFilter, type Resource } from './rows';

export type KeysetRow = { createdAt: string };

export type KeysetPage<Row> = {
  /** Newest first. */
  rows: Row[];
  /** Onward in each direction; `null` where there is nothing more. */
  newer: Cursor | null;
  older: Cursor | null;
  /**
   * Whether the way from the oldest end exists. A key that may only read gets Core's GET lists, which
   * know no order but newest first (design §3).
   */
  bothWays: boolean;
  /** False when a read-only key met more rows of one time than Core's list gives at once. */
  complete: boolean;
};

export type KeysetQuestion<Row extends KeysetRow, Field extends string, Sortable extends string> = {
  resource: Resource;
  idField: Field & Sortable;
  idOf: (row: Row) => string;
  /** Besides the bounds in time. They hold together: Core cannot nest `or` (contract 4.2). */
  conditions: readonly Condition<Field>[];
  /** Instants: from `since` on, and before `until`. */
  since?: string;
  until?: string;
  place: Place;
  size: number;
  ask: (filter: Filter<Field, Sortable>) => Promise<Row[]>;
};

type Question = KeysetQuestion<KeysetRow, string, string>;
type Cut = { rows: KeysetRow[]; onward: Cursor | null; complete: boolean };

/**
 * Reads one page by `created_at`, newest first, over any number of rows. Core has no cursor and no
 * second sort column (contract 4.5), so rows with one `created_at` come in any order, and in another
 * one the next time. Each row is still shown exactly once on a way through, in either direction: a few
 * rows of one time that a page cuts in two are named in the cursor, and more of them than fit a page
 * get pages of their own, sorted by id.
 *
 * It takes one question to Core; two when the very first rows share one time with more rows
 * than fit a page, or when turning round at the edge of such rows. Going towards newer finds nothing when the filter's matches have gone;
 * the caller then shows the newest page.
 * @throws CoreError
 */
export async function keysetPage<
  Row extends KeysetRow,
  Field extends string,
  Sortable extends string,
>(question: KeysetQuestion<Row, Field, Sortable>): Promise<KeysetPage<Row>> {
  // Inside, rows and columns are only compared and passed on, so their exact types do not matter.
  const asked = question as unknown as Question;
  const place = asked.place;
  if (place.towards === 'newer' && !mayFilter(asked.resource)) {
    return keysetPage({ ...question, place: { towards: 'older', from: null } });
  }
  let cut: Cut;
  try {
    cut = await walk(asked);
  } catch (error) {
    const refused = error instanceof CoreError && error.code === 'forbidden';
    if (!refused || place.towards === 'older') throw error;
    return keysetPage({ ...question, place: { towards: 'older', from: null } });
  }
  const back = cut.rows.length > 0 ? backFrom(asked, cut.rows) : null;
  const rows = (place.towards === 'older' ? cut.rows : cut.rows.toReversed()) as Row[];
  const bothWays = mayFilter(asked.resource);
  return {
    rows,
    newer: place.towards === 'newer' ? cut.onward : bothWays ? back : null,
    older: place.towards === 'older' ? cut.onward : back,
    bothWays,
    complete: cut.complete,
  };
}

function walk(question: Question): Promise<Cut> {
  const { from } = question.place;
  return from?.kind === 'tied' ? tiedPage(question, from) : timedPage(question);
}

/** Rows in order of time from the cursor on. */
async function timedPage(question: Question): Promise<Cut> {
  const { place, size, idOf } = question;
  const read = await question.ask({
    conditions: [...question.conditions, ...bounds(question)],
    sort: { by: 'created_at', order: place.towards === 'older' ? 'desc' : 'asc' },
    limit: MAX_ROWS,
  });
  const cursor = place.from;
  const shown = new Set(cursor?.kind === 'from' ? cursor.shown : []);
  const rows = read.filter((row) => !shown.has(idOf(row)));
  const mayGoOn = read.length >= MAX_ROWS;
  const page: KeysetRow[] = [];
  for (const group of groupsOf(rows)) {
    const at = group[0]!.createdAt;
    const isWhole = !mayGoOn || group.at(-1) !== rows.at(-1);
    if (isWhole && page.length + group.length <= size) {
      page.push(...group);
      continue;
    }
    if (page.length === size) return { rows: page, onward: beyondLast(page), complete: true };
    if (isWhole && group.length <= size) {
      const part = group.slice(0, size - page.length);
      const before = cursor?.kind === 'from' && cursor.at === at ? cursor.shown : [];
      const names = [...before, ...part.map(idOf)];
      const onward: Cursor = { kind: 'from', at, shown: names };
      return { rows: [...page, ...part], onward, complete: true };
    }
    if (page.length === 0) return tiedPage(question, { kind: 'tied', at, after: null });
    const isMany = group.length > size;
    const onward: Cursor = isMany
      ? { kind: 'tied', at, after: null }
      : { kind: 'from', at, shown: [] };
    return { rows: page, onward, complete: true };
  }
  return { rows: page, onward: null, complete: true };
}

/** Rows of one time only, by id, so that Core's own order of ids decides (design §7). */
async function tiedPage(
  question: Question,
  cursor: Extract<Cursor, { kind: 'tied' }>,
): Promise<Cut> {
  const { place, size, idField, idOf, conditions } = question;
  const isOlder = place.towards === 'older';
  const at: Condition<string> = { field: 'created_at', operator: 'eq', value: cursor.at };
  const after: Condition<string>[] =
    cursor.after === null
      ? []
      : [{ field: idField, operator: isOlder ? 'gt' : 'lt', value: cursor.after }];
  try {
    const read = await question.ask({
      conditions: [...conditions, at, ...after],
      sort: { by: idField, order: isOlder ? 'asc' : 'desc' },
      limit: size + 1,
    });
    const rows = read.slice(0, size);
    if (rows.length === 0) {
      const beyond: Place = { ...place, from: { kind: 'beyond', at: cursor.at } };
      return timedPage({ ...question, place: beyond });
    }
    const onward: Cursor =
      read.length > size
        ? { kind: 'tied', at: cursor.at, after: idOf(rows.at(-1)!) }
        : { kind: 'beyond', at: cursor.at };
    return { rows, onward, complete: true };
  } catch (error) {
    if (!(error instanceof CoreError) || error.code !== 'forbidden' || !isOlder) throw error;
    return allTied(question, cursor.at);
  }
}

/** For a key that may only read: GET cannot sort by id, so all rows of one time come at once. */
async function allTied(question: Question, at: string): Promise<Cut> {
  // With a filter, GET gives 1000 balances or transactions, and 100 of the others (contract 3).
  const isLong = question.resource === 'balances' || question.resource === 'transactions';
  const limit = isLong ? 1_000 : MAX_ROWS;
  const rows = await question.ask({
    conditions: [
      ...question.conditions,
      { field: 'created_at', operator: 'gte', value: at },
      { field: 'created_at', operator: 'lte', value: at },
    ],
    limit,
  });
  return { rows, onward: { kind: 'beyond', at }, complete: rows.length < limit };
}

/** Bounds in time. A cursor lies within them, so that in its direction it stands for the bound. */
function bounds({ place, since, until }: Question): Condition<string>[] {
  const { towards, from } = place;
  const isOlder = towards === 'older';
  const conditions: Condition<string>[] = [];
  if (from !== null) {
    const operator = isOlder
      ? from.kind === 'beyond'
        ? 'lt'
        : 'lte'
      : from.kind === 'beyond'
        ? 'gt'
        : 'gte';
    conditions.push({ field: 'created_at', operator, value: from.at });
  }
  if (since && (from === null || isOlder)) {
    conditions.push({ field: 'created_at', operator: 'gte', value: since });
  }
  if (until && (from === null || !isOlder)) {
    conditions.push({ field: 'created_at', operator: 'lt', value: until });
  }
  return conditions;
}

/** Neighbouring rows with one time. */
function groupsOf(rows: readonly KeysetRow[]): KeysetRow[][] {
  const groups: KeysetRow[][] = [];
  for (const row of rows) {
    const last = groups.at(-1);
    if (last && last[0]!.createdAt === row.createdAt) last.push(row);
    else groups.push([row]);
  }
  return groups;
}

function beyondLast(page: readonly KeysetRow[]): Cursor {
  return { kind: 'beyond', at: page.at(-1)!.createdAt };
}

/** The cursor for turning round: what lies before the first row of this page, as it was walked. */
function backFrom({ place, idOf }: Question, page: readonly KeysetRow[]): Cursor | null {
  const { from } = place;
  if (from === null) return null;
  const first = page[0]!;
  if (from.kind === 'tied') return { kind: 'tied', at: from.at, after: idOf(first) };
  const isCut = from.kind === 'from' && from.at === first.createdAt && from.shown.length > 0;
  if (!isCut) return { kind: 'beyond', at: first.createdAt };
  const here = page.filter(({ createdAt }) => createdAt === first.createdAt).map(idOf);
  return { kind: 'from', at: first.createdAt, shown: here };
}
