import 'server-only';
import { inArray } from 'drizzle-orm';
import { type EventRecord, type ReadFacts } from '@/lib/audit/event-record';
import { intentsOf } from '@/lib/audit/list';
import { db } from '@/lib/db/client';
import { person } from '@/lib/db/schema/people';
import { type Surroundings } from './to-row';
import { namesIn } from './value-words';

/** Reads the names that entries refer to: two questions to our database, whatever their number. */
export async function surroundingsOf(events: readonly EventRecord[]): Promise<Surroundings> {
  const operationIds = new Set(events.flatMap(({ operation }) => operation?.id ?? []));
  const [intents, people] = await Promise.all([intentsOf([...operationIds]), peopleIn(events)]);
  return { identities: namesIn(intents.flatMap(namingFacts)), people };
}

/** Where an intent says what an identity is called: on both sides, or beside them for a new balance. */
function namingFacts({ before, after, payload }: EventRecord): (ReadFacts | null)[] {
  const details = payload.details as ReadFacts | undefined;
  return [
    before,
    after,
    after && details ? { ...details, identity_id: after.identity_id ?? null } : null,
  ];
}

async function peopleIn(events: readonly EventRecord[]): Promise<Map<string, string>> {
  const ids = new Set(
    events.flatMap(({ subject }) => (subject?.type === 'person' ? (subject.id ?? []) : [])),
  );
  if (ids.size === 0) return new Map();
  const rows = await db()
    .select({ id: person.id, name: person.name })
    .from(person)
    .where(inArray(person.id, [...ids]));
  return new Map(rows.map(({ id, name }) => [id, name]));
}
