import 'server-only';
import { and, eq, gte, inArray, lt, or, type SQL, sql } from 'drizzle-orm';
import { isUuid } from '@/lib/base/ids';
import { db } from '@/lib/db/client';
import {
  type KeysetQuery,
  type Page,
  type PageRequest,
  readPage,
  writeCursor,
} from '@/lib/db/keyset';
import { auditEvent, personalText } from '@/lib/db/schema/audit';
import { operation } from '@/lib/db/schema/operation';
import { type EventKind } from './events';
import { type EventRecord, toEventRecord } from './event-record';

/**
 * Whose events may be seen: all, or only those that one actor caused, the end of their own changes
 * included, whoever wrote it down. Required, so that a caller who forgets about `audit:read_own` does
 * not compile.
 */
export type EventScope = 'all' | { onlyOf: string };

export type EventFilter = {
  actorId?: string;
  kinds?: EventKind[];
  operationKind?: string;
  operationId?: string;
  subjectType?: string;
  subjectId?: string;
  outcome?: string;
  /** Instants; `from` included, `to` excluded. */
  from?: Date;
  to?: Date;
  /** An id of an event, operation or subject, a stub's number (`318`, `000 318`), or a ticket. */
  text?: string;
};

/**
 * One page of the log, newest first. The caller has checked `audit:read` or `audit:read_own` and
 * says by `scope` which.
 */
export async function listEvents(
  scope: EventScope,
  filter: EventFilter,
  page: PageRequest,
): Promise<Page<EventRecord>> {
  const where = conditions(scope, filter);
  const found = await readPage(
    page,
    { at: auditEvent.at, id: auditEvent.id, positionOf: (row: Row) => row },
    (query) => selectEvents(where, query),
  );
  return { ...found, rows: await withTexts(found.rows) };
}

/** One event with its personal texts, or `null` if there is none or it is outside `scope`. */
export async function getEvent(scope: EventScope, id: string): Promise<EventRecord | null> {
  if (!isUuid(id)) return null;
  const where = and(conditions(scope, {}), eq(auditEvent.id, id));
  const rows = await db().select().from(auditEvent).where(where);
  return (await withTexts(rows))[0] ?? null;
}

/** The events next to one, by the same filter: their ids, or `null` where the log ends. */
export async function neighboursOf(
  scope: EventScope,
  filter: EventFilter,
  event: Pick<EventRecord, 'id' | 'at'>,
): Promise<{ newer: string | null; older: string | null }> {
  const where = conditions(scope, filter);
  const cursor = writeCursor({ at: new Date(event.at), id: event.id });
  const next = async (page: Pick<PageRequest, 'newer' | 'older'>) => {
    const columns = { at: auditEvent.at, id: auditEvent.id, positionOf: (row: Row) => row };
    const { rows } = await readPage({ ...page, limit: 1 }, columns, (query) =>
      selectEvents(where, query),
    );
    return rows[0]?.id ?? null;
  };
  const [newer, older] = await Promise.all([next({ newer: cursor }), next({ older: cursor })]);
  return { newer, older };
}

/**
 * The intents of operations, which hold the names that were shown when they were asked for. The caller
 * may see other events of the same operations already.
 */
export async function intentsOf(operationIds: string[]): Promise<EventRecord[]> {
  if (operationIds.length === 0) return [];
  const isIntent = eq(auditEvent.kind, 'operation.intent');
  const where = and(isIntent, inArray(auditEvent.operationId, operationIds));
  return withTexts(await db().select().from(auditEvent).where(where));
}

type Row = typeof auditEvent.$inferSelect;

function selectEvents(where: SQL | undefined, query: KeysetQuery): Promise<Row[]> {
  return db()
    .select()
    .from(auditEvent)
    .where(and(where, query.where))
    .orderBy(...query.orderBy)
    .limit(query.limit);
}

function conditions(scope: EventScope, filter: EventFilter): SQL | undefined {
  const equal = (column: Parameters<typeof eq>[0], value: string | undefined) =>
    value === undefined ? undefined : eq(column, value);
  return and(
    scope === 'all' ? undefined : causedBy(scope.onlyOf),
    equal(auditEvent.actorId, filter.actorId),
    filter.kinds?.length ? inArray(auditEvent.kind, filter.kinds) : undefined,
    equal(auditEvent.operationKind, filter.operationKind),
    filter.operationId === undefined
      ? undefined
      : uuidIs(auditEvent.operationId, filter.operationId),
    equal(auditEvent.subjectType, filter.subjectType),
    equal(auditEvent.subjectId, filter.subjectId),
    equal(auditEvent.outcome, filter.outcome),
    filter.from ? gte(auditEvent.at, filter.from) : undefined,
    filter.to ? lt(auditEvent.at, filter.to) : undefined,
    filter.text?.trim() ? textIs(filter.text.trim()) : undefined,
  );
}

function causedBy(actorId: string): SQL | undefined {
  const own = db()
    .select({ id: operation.id })
    .from(operation)
    .where(eq(operation.actorId, actorId));
  return or(eq(auditEvent.actorId, actorId), inArray(auditEvent.operationId, own));
}

function uuidIs(column: Parameters<typeof eq>[0], value: string): SQL {
  return isUuid(value) ? eq(column, value) : sql`false`;
}

const STUB = /^#?[\d\s]{1,15}$/;

function textIs(text: string): SQL | undefined {
  if (isUuid(text)) {
    return or(
      eq(auditEvent.id, text),
      eq(auditEvent.operationId, text),
      // People and sessions have such ids too.
      eq(auditEvent.subjectId, text),
    );
  }
  if (STUB.test(text)) {
    const number = Number(text.replace(/\D/g, ''));
    const byNumber = db()
      .select({ id: operation.id })
      .from(operation)
      .where(eq(operation.number, number));
    return or(inArray(auditEvent.operationId, byNumber), eq(auditEvent.ticket, text));
  }
  return or(eq(auditEvent.subjectId, text), eq(auditEvent.ticket, text));
}

async function withTexts(rows: Row[]): Promise<EventRecord[]> {
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const texts = await db().select().from(personalText).where(inArray(personalText.eventId, ids));
  return rows.map((row) =>
    toEventRecord(
      row,
      texts.filter(({ eventId }) => eventId === row.id),
    ),
  );
}
