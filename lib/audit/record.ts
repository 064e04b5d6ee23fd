import 'server-only';
import { sql } from 'drizzle-orm';
import { type Actor } from '@/lib/base/actor';
import { assert } from '@/lib/base/assert';
import { canonicalJson } from '@/lib/base/canonical-json';
import { type Db, type Tx } from '@/lib/db/client';
import { columnsOf } from './columns-of';
import { type CommittedText, leafHash, withoutPersonal } from './commitments';
import { eventId } from './event-id';
import { EVENTS, type NewEvent } from './events';
import { personal } from './facts';

/** Version of the event format. */
const FORMAT = 1;

/**
 * How an event is written: one statement, so that the three tables cost one round trip, and under a name, so that
 * each connection has it read and planned once, since this is most of what it costs.
 */
const INSERT_EVENT = {
  name: 'record_event',
  sql: `
  with event as (
    insert into audit_event (id, body, leaf_hash, at, kind, actor_kind, actor_id, subject_type,
      subject_id, operation_id, operation_kind, attempt_no, outcome, category, ticket)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
  ), queued as (insert into audit_queue (event_id) values ($1))
  insert into personal_text (event_id, field, salt, text)
  select $1::uuid, t.field, t.salt, t.text
  from jsonb_to_recordset($16::jsonb) as t (field text, salt text, text text)`,
};

/**
 * Writes one event in the caller's transaction: the record, its place in the queue of the sealer, and
 * the personal texts that it commits to. If the transaction rolls back, nothing of it remains; if the
 * event cannot be written, what it is evidence of must not happen either, so let the error through.
 *
 * @example
 * await db().transaction(async (tx) => {
 *   await tx.update(person).set({ role: 'auditor' }).where(eq(person.id, id));
 *   await recordEvent(tx, {
 *     kind: 'person.role_changed',
 *     actor,
 *     subject: { type: 'person', id },
 *     before: { role: 'support' },
 *     after: { role: 'auditor' },
 *   });
 * });
 *
 * @param at when it happened by the database's clock; asked from the database unless given.
 * @throws ZodError when the event does not have the shape of its kind (a bug of the caller).
 */
export async function recordEvent(
  tx: Tx | Db,
  event: NewEvent,
  at?: Date,
): Promise<{ id: string; at: Date }> {
  const when = at ?? (await databaseNow(tx));
  const { id, params } = eventRow(event, when);
  await insertEvent(tx, params);
  return { id, at: when };
}

/** Inserts an event that is composed already. */
export async function insertEvent(tx: Tx | Db, params: unknown[]): Promise<void> {
  // Drizzle gives a name only to what its builders make, and PostgreSQL plans a nameless statement every time.
  const { name, sql: text } = INSERT_EVENT;
  await tx._.session.prepareQuery({ sql: text, params }, undefined, name, false).execute();
}

/** An event as the parameters of its insert. @throws as `recordEvent`. */
export function eventRow(event: NewEvent, when: Date): { id: string; params: unknown[] } {
  const { kind, actor } = event;
  const { id, at, body, texts, payload } = composeEvent(event, when);
  const c = columnsOf(kind, payload);
  const params = [
    id,
    body,
    leafHash(body),
    at,
    kind,
    actor.kind,
    actor.id,
    c.subjectType,
    c.subjectId,
    c.operationId,
    c.operationKind,
    c.attemptNo,
    c.outcome,
    c.category,
    c.ticket,
    JSON.stringify(texts),
  ];
  return { id, params };
}

/**
 * An event in its written form: the record, and the personal texts that it commits to.
 * @throws ZodError when it does not have the shape of its kind.
 */
export function composeEvent(
  { kind, actor, ...rest }: NewEvent,
  when: Date,
): { id: string; at: string; body: string; texts: CommittedText[]; payload: object } {
  const payload: object = EVENTS[kind].parse(rest);
  const id = eventId(when);
  const at = when.toISOString();
  const { value, texts } = withoutPersonal({ ...payload, actor: actorFacts(actor) });
  const body = canonicalJson({ v: FORMAT, id, at, kind, ...value });
  return { id, at, body, texts, payload };
}

function actorFacts(actor: Actor): object {
  const who = { kind: actor.kind, id: actor.id, name: personal(actor.name) };
  return actor.kind === 'person' ? { ...who, role: actor.role, session_id: actor.sessionId } : who;
}

/** The database's clock, to the millisecond. The only clock that events and leases go by. */
export async function databaseNow(tx: Tx | Db): Promise<Date> {
  const { rows } = await tx.execute<{ ms: string }>(
    sql`select floor(extract(epoch from clock_timestamp()) * 1000)::bigint as ms`,
  );
  assert(rows[0], 'the database tells the time');
  return new Date(Number(rows[0].ms));
}
