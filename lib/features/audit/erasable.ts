import 'server-only';
import { sql } from 'drizzle-orm';
import { db, type Db, type Tx } from '@/lib/db/client';

/** A personal text in the log, by where it stands. */
export type TextPlace = { event_id: string; field: string };

/** More at once would keep the log busy; the rest is left for a second time, and said. */
export const MOST_TEXTS = 5_000;

/** The texts of one entry. */
export async function textsOfEntry(entryId: string, tx: Tx | Db = db()): Promise<TextPlace[]> {
  const { rows } = await tx.execute<TextPlace>(sql`
    select event_id, field from personal_text where event_id = ${entryId} order by field`);
  return rows;
}

/**
 * Everything that is recorded about an identity: the texts of entries on it, and in the entries on balances
 * what stands beside its id. Names of those who acted are not about it.
 */
export async function textsOfIdentity(
  identityId: string,
  tx: Tx | Db = db(),
): Promise<TextPlace[]> {
  const beside = (side: 'before' | 'after') => sql`
    field like ${`${side}.%`} and body::jsonb -> ${side} ->> 'identity_id' = ${identityId}`;
  const { rows } = await tx.execute<TextPlace>(sql`
    select event_id, field
    from personal_text join audit_event on id = event_id
    where field not in ('actor.name', 'why') and (
      (subject_type = 'identity' and subject_id = ${identityId})
      or (subject_type = 'balance' and ((${beside('before')}) or (${beside('after')}))))
    order by at, event_id, field limit ${MOST_TEXTS}`);
  return rows;
}
