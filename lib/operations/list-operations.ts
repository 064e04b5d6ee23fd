import 'server-only';
import { and, eq, gte, inArray, isNotNull, isNull, lt, or, type SQL, sql } from 'drizzle-orm';
import { databaseNow } from '@/lib/audit/record';
import { assertPermission } from '@/lib/auth/permissions';
import { type Actor } from '@/lib/base/actor';
import { isUuid } from '@/lib/base/ids';
import { db } from '@/lib/db/client';
import { type Page, type PageRequest, readPage } from '@/lib/db/keyset';
import { operation } from '@/lib/db/schema/operation';
import { type SubjectType } from './define-operation';
import { type OperationSummary, toSummary } from './operation-view';
import { type OperationState } from './state';
import { timing } from './timing';

export type OperationFilter = {
  /** `true`: without an outcome; `false`: with one. */
  isOpen?: boolean;
  kinds?: string[];
  states?: OperationState[];
  actorId?: string;
  subject?: { type: SubjectType; id: string };
  /** Instants of the request; `from` included, `to` excluded. */
  from?: Date;
  to?: Date;
  /** The id of an operation or subject, or a stub's number (`318`, `000 318`). */
  text?: string;
};

/**
 * One page of the changes, newest first.
 * @throws PermissionError without `changes:read`.
 */
export async function listOperations(
  actor: Actor,
  filter: OperationFilter,
  page: PageRequest,
): Promise<Page<OperationSummary>> {
  assertPermission(actor, 'changes:read');
  const where = conditions(filter);
  const [now, found] = await Promise.all([
    databaseNow(db()),
    readPage(
      page,
      {
        at: operation.requestedAt,
        id: operation.id,
        positionOf: (row: Row) => ({ at: row.requestedAt, id: row.id }),
      },
      (query) =>
        db()
          .select()
          .from(operation)
          .where(and(where, query.where))
          .orderBy(...query.orderBy)
          .limit(query.limit),
    ),
  ]);
  return { ...found, rows: found.rows.map((row) => toSummary(row, now)) };
}

/**
 * How many changes nobody can say the outcome of yet, for the sidebar.
 * @throws PermissionError without `changes:read`.
 */
export async function countUnknownOperations(actor: Actor): Promise<number> {
  assertPermission(actor, 'changes:read');
  const [row] = await db()
    .select({ count: sql<string>`count(*)` })
    .from(operation)
    .where(
      and(
        isNull(operation.outcomeAt),
        or(
          eq(operation.state, 'unknown'),
          sql`lease_until <= clock_timestamp()`,
          sql`lease_until is null and next_at <= clock_timestamp() - ${timing().overdueMs} * interval '1 millisecond'`,
        ),
      ),
    );
  return Number(row?.count ?? 0);
}

type Row = typeof operation.$inferSelect;

function conditions(filter: OperationFilter): SQL | undefined {
  const { isOpen, kinds, states, subject } = filter;
  return and(
    isOpen === undefined ? undefined : (isOpen ? isNull : isNotNull)(operation.outcomeAt),
    kinds?.length ? inArray(operation.kind, kinds) : undefined,
    states?.length ? inArray(operation.state, states) : undefined,
    filter.actorId === undefined ? undefined : eq(operation.actorId, filter.actorId),
    subject && and(eq(operation.subjectType, subject.type), eq(operation.subjectId, subject.id)),
    filter.from ? gte(operation.requestedAt, filter.from) : undefined,
    filter.to ? lt(operation.requestedAt, filter.to) : undefined,
    filter.text?.trim() ? textIs(filter.text.trim()) : undefined,
  );
}

function textIs(text: string): SQL | undefined {
  if (isUuid(text)) return eq(operation.id, text);
  if (/^#?[\d\s]{1,15}$/.test(text)) {
    return eq(operation.number, Number(text.replace(/\D/g, '')));
  }
  return eq(operation.subjectId, text);
}
