import 'server-only';
import { and, eq, sql } from 'drizzle-orm';
import { personal } from '@/lib/audit/facts';
import { getEvent } from '@/lib/audit/list';
import { databaseNow, recordEvent } from '@/lib/audit/record';
import { assertPermission } from '@/lib/auth/permissions';
import { type Actor } from '@/lib/base/actor';
import { DomainError } from '@/lib/base/result';
import { db, type Tx } from '@/lib/db/client';
import { personalText } from '@/lib/db/schema/audit';
import { operation, operationStep } from '@/lib/db/schema/operation';
import { type TextPlace, textsOfEntry, textsOfIdentity } from './erasable';
import { type EraseTextsInput } from './schema';
import { ERASED } from './value-words';

/** Texts that one entry about an erasure names. */
const EACH = 500;

/**
 * Erases personal texts from the log: what was recorded stays, with its hashes, and still verifies; what can be
 * read of it is gone, also where a change keeps it to work with. Who erased what and why is an entry, which a
 * verifier needs to tell an erasure from a loss.
 * Permission: `audit:erase`.
 * @throws DomainError `notFound`, `precondition` when there is nothing to erase or a change is under way.
 */
export async function eraseTexts(
  actor: Actor,
  { entryId, scope, category, ticket, note }: EraseTextsInput,
): Promise<{ erased: number }> {
  assertPermission(actor, 'audit:erase');
  const event = await getEvent('all', entryId);
  if (!event) throw new DomainError({ code: 'notFound', message: 'There is no such entry.' });
  const identityId = scope === 'identity' ? identityOf(event.subject) : null;
  return db().transaction(async (tx) => {
    const at = await databaseNow(tx);
    const places = identityId
      ? await textsOfIdentity(identityId, tx)
      : await textsOfEntry(entryId, tx);
    if (places.length === 0) {
      throw new DomainError({ code: 'precondition', message: 'There is nothing left to erase.' });
    }
    await forgetInChanges(tx, places);
    const reason = { category, ticket, ...(note && { note: personal(note) }) };
    const subject = identityId
      ? ({ type: 'identity', id: identityId } as const)
      : ({ type: 'log', id: entryId } as const);
    for (let from = 0; from < places.length; from += EACH) {
      const texts = places.slice(from, from + EACH);
      await recordEvent(tx, { kind: 'personal_text.erased', actor, subject, texts, reason }, at);
    }
    await tx.delete(personalText).where(
      sql`(event_id, field) in (select (each ->> 'event_id')::uuid, each ->> 'field'
        from jsonb_array_elements(${JSON.stringify(places)}::jsonb) each)`,
    );
    return { erased: places.length };
  });
}

function identityOf(subject: { type: string; id: string | null } | null): string {
  if (subject?.type === 'identity' && subject.id !== null) return subject.id;
  throw new DomainError({
    code: 'precondition',
    message: 'This entry is not about an identity. Erase the texts of the entry alone.',
  });
}

/** What a change keeps to work with repeats what it recorded: it goes too, once the change is over. */
async function forgetInChanges(tx: Tx, places: readonly TextPlace[]): Promise<void> {
  const ids = [...new Set(places.map(({ event_id }) => event_id))];
  const { rows } = await tx.execute<{ id: string; fields: string[]; settled: boolean }>(sql`
    select operation.id, array_agg(distinct field) as fields,
      bool_and(settled_at is not null) as settled
    from audit_event
    join operation on operation.id = audit_event.operation_id
    join jsonb_array_elements(${JSON.stringify(places)}::jsonb) each
      on (each ->> 'event_id')::uuid = audit_event.id
    cross join lateral (select each ->> 'field' as field) names
    where audit_event.id in ${ids}
    group by operation.id`);
  for (const { id, fields, settled } of rows) {
    if (!settled) {
      throw new DomainError({
        code: 'precondition',
        message: 'A change that this belongs to is still under way. Wait for its outcome.',
      });
    }
    await forgetIn(tx, id, new Set(fields));
  }
}

async function forgetIn(tx: Tx, id: string, fields: ReadonlySet<string>): Promise<void> {
  const [row] = await tx.select().from(operation).where(eq(operation.id, id));
  const described = withoutTexts(JSON.parse(row!.described), [], fields);
  // Nobody works on it any more; that the same request came again is told by the hash beside it.
  await tx
    .update(operation)
    .set({ described: JSON.stringify(described), input: '{}' })
    .where(eq(operation.id, id));
  const steps = await tx.select().from(operationStep).where(eq(operationStep.operationId, id));
  for (const step of steps) {
    const cut = (text: string | null, side: string) =>
      text === null ? null : JSON.stringify(withoutTexts(JSON.parse(text), [side], fields));
    await tx
      .update(operationStep)
      .set({ before: cut(step.before, 'before'), after: cut(step.after, 'after') })
      .where(and(eq(operationStep.operationId, id), eq(operationStep.stepNo, step.stepNo)));
  }
}

/** Puts `(erased)` where a personal text stands that goes. A note is plain text in what a change keeps. */
function withoutTexts(value: unknown, path: string[], fields: ReadonlySet<string>): unknown {
  const goes = fields.has(path.join('.'));
  if (typeof value === 'string') return goes && path[0] === 'reason' ? ERASED : value;
  if (typeof value !== 'object' || value === null) return value;
  if ('personal' in value) return goes ? { personal: ERASED } : value;
  if (Array.isArray(value)) {
    return value.map((each, at) => withoutTexts(each, [...path, String(at)], fields));
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [
      key,
      withoutTexts(member, [...path, key], fields),
    ]),
  );
}
