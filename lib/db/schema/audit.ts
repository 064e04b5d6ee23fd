import { sql } from 'drizzle-orm';
import { bigint, index, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { instant } from './columns';

/**
 * The evidence log (design §6). Append-only: triggers refuse UPDATE, DELETE and TRUNCATE for
 * everyone. `body` is the record; every other column repeats a part of it so that it can be searched.
 */
export const auditEvent = pgTable(
  'audit_event',
  {
    id: uuid('id').primaryKey(),
    /** Canonical JSON (RFC 8785). */
    body: text('body').notNull(),
    /** SHA-256(0x00 ‖ body), lower-case hex: the leaf of an RFC 6962 tree. */
    leafHash: text('leaf_hash').notNull(),
    at: instant('at').notNull(),
    kind: text('kind').notNull(),
    actorKind: text('actor_kind').notNull(),
    actorId: text('actor_id').notNull(),
    subjectType: text('subject_type'),
    subjectId: text('subject_id'),
    operationId: uuid('operation_id'),
    operationKind: text('operation_kind'),
    /** Only on `operation.attempt`. */
    attemptNo: bigint('attempt_no', { mode: 'number' }),
    outcome: text('outcome'),
    category: text('category'),
    ticket: text('ticket'),
  },
  (table) => [
    index('audit_event_at').on(table.at, table.id),
    index('audit_event_actor').on(table.actorId, table.at, table.id),
    index('audit_event_kind').on(table.kind, table.at, table.id),
    index('audit_event_subject').on(table.subjectId, table.at, table.id),
    index('audit_event_operation').on(table.operationId, table.at, table.id),
    index('audit_event_operation_kind').on(table.operationKind, table.at, table.id),
    index('audit_event_subject_type').on(table.subjectType, table.at, table.id),
    index('audit_event_outcome').on(table.outcome, table.at, table.id),
    index('audit_event_ticket').on(table.ticket, table.at, table.id),
    uniqueIndex('audit_event_one_intent')
      .on(table.operationId)
      .where(sql`kind = 'operation.intent'`),
    uniqueIndex('audit_event_one_outcome')
      .on(table.operationId)
      .where(sql`kind = 'operation.outcome'`),
    uniqueIndex('audit_event_one_attempt')
      .on(table.operationId, table.attemptNo)
      .where(sql`kind = 'operation.attempt'`),
  ],
);

/** Events that are not sealed yet, in the order in which they were written. */
export const auditQueue = pgTable('audit_queue', {
  position: bigint('position', { mode: 'bigint' }).primaryKey().generatedAlwaysAsIdentity(),
  eventId: uuid('event_id')
    .notNull()
    .unique()
    .references(() => auditEvent.id),
});

/**
 * Personal text of an event, which the event holds only as SHA-256(salt ‖ text). Deleting a row
 * erases the text and leaves the log verifiable.
 */
export const personalText = pgTable(
  'personal_text',
  {
    eventId: uuid('event_id')
      .notNull()
      .references(() => auditEvent.id),
    /** Path in the event's body: `actor.name`, `after.first_name`. */
    field: text('field').notNull(),
    /** 32 hex digits, made for this text alone. */
    salt: text('salt').notNull(),
    text: text('text').notNull(),
  },
  (table) => [primaryKey({ columns: [table.eventId, table.field] })],
);
