import { sql } from 'drizzle-orm';
import {
  bigint,
  check,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uuid,
} from 'drizzle-orm/pg-core';
import { instant } from './columns';

/**
 * One change that somebody asked for. The row is the protocol's working memory (who holds it, until
 * when, what is known so far); the evidence is in `audit_event`. `input`, `described` and the facts
 * of the steps may hold personal text and can be overwritten, which events cannot.
 */
export const operation = pgTable(
  'operation',
  {
    /** Made by the browser, so that a double click or a reload is the same operation. */
    id: uuid('id').primaryKey(),
    /** The stub's number. Gaps are allowed. */
    number: bigint('number', { mode: 'number' }).generatedAlwaysAsIdentity().unique(),
    kind: text('kind').notNull(),
    actorKind: text('actor_kind').notNull(),
    actorId: text('actor_id').notNull(),
    actorName: text('actor_name').notNull(),
    /** What they were when they asked; nothing for those who are not people. */
    actorRole: text('actor_role'),
    sessionId: text('session_id'),
    /** Canonical JSON of the parsed input; a worker needs it to go on. */
    input: text('input').notNull(),
    inputHash: text('input_hash').notNull(),
    /** `intent`, `sending` and `unknown` are open; every other value is the outcome. */
    state: text('state').notNull(),
    /** JSON of what `describe` said at the intent: requested before, after and reason. */
    described: text('described').notNull(),
    subjectType: text('subject_type').notNull(),
    /** Null until a create has been found in Core. */
    subjectId: text('subject_id'),
    /** JSON `{ code, … }`: why this outcome, in terms that a screen can turn into a sentence. */
    detail: text('detail'),
    /** Counts takeovers. Whoever holds an older epoch can write nothing any more. */
    epoch: integer('epoch').notNull(),
    leaseOwner: text('lease_owner'),
    leaseUntil: instant('lease_until'),
    requestedAt: instant('requested_at').notNull(),
    /** After this nothing is sent for the first time. Null: no such limit. */
    sendUntil: instant('send_until'),
    /** Until then a request that was not answered may still arrive. */
    settleUntil: instant('settle_until'),
    /** When a worker looks at it next. Null once settled. */
    nextAt: instant('next_at'),
    outcomeAt: instant('outcome_at'),
    /** Outcome and settling are both over and the reservations are gone. */
    settledAt: instant('settled_at'),
  },
  (table) => [
    index('operation_next')
      .on(table.nextAt)
      .where(sql`settled_at is null`),
    index('operation_open')
      .on(table.requestedAt, table.id)
      .where(sql`outcome_at is null`),
    index('operation_requested').on(table.requestedAt, table.id),
    index('operation_subject').on(table.subjectType, table.subjectId, table.requestedAt),
    index('operation_actor').on(table.actorId, table.requestedAt),
    check(
      'operation_state',
      sql`state in ('intent','sending','unknown','succeeded','failed','conflict','no_change','cancelled','overwritten')`,
    ),
    check(
      'operation_outcome',
      sql`(outcome_at is null) = (state in ('intent','sending','unknown'))`,
    ),
  ],
);

/** A step of an operation; most have one. `data` is the decision, stored before it is acted on. */
export const operationStep = pgTable(
  'operation_step',
  {
    operationId: uuid('operation_id')
      .notNull()
      .references(() => operation.id),
    stepNo: integer('step_no').notNull(),
    name: text('name').notNull(),
    data: text('data').notNull(),
    decidedAt: instant('decided_at').notNull(),
    /** JSON facts as read from Core before the first attempt, and when. */
    before: text('before'),
    beforeAt: instant('before_at'),
    /** JSON facts as read from Core at the end, and when. */
    after: text('after'),
    afterAt: instant('after_at'),
    outcome: text('outcome'),
    detail: text('detail'),
    endedAt: instant('ended_at'),
  },
  (table) => [primaryKey({ columns: [table.operationId, table.stepNo] })],
);

/** One request to Core that was about to leave. No `result`: nobody lived to write it down. */
export const operationAttempt = pgTable(
  'operation_attempt',
  {
    operationId: uuid('operation_id')
      .notNull()
      .references(() => operation.id),
    attemptNo: integer('attempt_no').notNull(),
    stepNo: integer('step_no').notNull(),
    epoch: integer('epoch').notNull(),
    startedAt: instant('started_at').notNull(),
    endedAt: instant('ended_at'),
    result: text('result'),
    status: integer('status'),
    coreCode: text('core_code'),
    /** Core's message or the connection's cause. May name what was sent. */
    message: text('message'),
    /** JSON of what the definition made of a refusal, for the person: `{ message, fields }`. */
    explained: text('explained'),
  },
  (table) => [primaryKey({ columns: [table.operationId, table.attemptNo] })],
);

/**
 * Who is changing a subject (`balance:bln_…`) right now. `until` says when it frees at the latest by
 * what is known; only the transaction that settles the operation frees it.
 */
export const reservation = pgTable(
  'reservation',
  {
    subject: text('subject').primaryKey(),
    operationId: uuid('operation_id')
      .notNull()
      .references(() => operation.id),
    until: instant('until').notNull(),
  },
  (table) => [index('reservation_operation').on(table.operationId)],
);
