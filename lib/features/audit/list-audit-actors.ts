import 'server-only';
import { sql } from 'drizzle-orm';
import { assertPermission, can } from '@/lib/auth/permissions';
import { type Actor } from '@/lib/base/actor';
import { db } from '@/lib/db/client';

/** Somebody, or something of ours, that caused an entry. */
export type AuditActorChoice = { id: string; name: string; kind: string };

const MOST = 100;

/**
 * Everybody who ever caused an entry, people first, for the filter; at most 100. Jumps from one actor to
 * the next in the index instead of reading the log. Nobody, for those who see their own entries only.
 * Permission: `audit:read_own`.
 */
export async function listAuditActors(actor: Actor): Promise<AuditActorChoice[]> {
  assertPermission(actor, 'audit:read_own');
  if (!can(actor, 'audit:read')) return [];
  const { rows } = await db().execute<{ id: string; kind: string; name: string | null }>(sql`
    with recursive known(id) as (
      (select actor_id from audit_event order by actor_id limit 1)
      union all
      select (select actor_id from audit_event where actor_id > known.id order by actor_id limit 1)
      from known where known.id is not null
    )
    select known.id as id, latest.actor_kind as kind, latest.name as name
    from known cross join lateral (
      select event.actor_kind, words.text as name
      from audit_event event
      left join personal_text words on words.event_id = event.id and words.field = 'actor.name'
      where event.actor_id = known.id
      order by event.at desc, event.id desc limit 1
    ) latest
    where known.id is not null limit ${MOST}`);
  const order = (kind: string) => (kind === 'person' ? 0 : 1);
  return rows
    .map(({ id, kind, name }) => ({ id, kind, name: name ?? id }))
    .sort((a, b) => order(a.kind) - order(b.kind) || a.name.localeCompare(b.name, 'en'));
}
