import 'server-only';
import { inArray, type SQL, sql } from 'drizzle-orm';
import { HANDOVER_KINDS } from '@/lib/base/handover-kinds';
import { db, type Tx } from '@/lib/db/client';
import { operation, reservation } from '@/lib/db/schema/operation';

/** The numbers of stubs by the ids of their changes. */
export async function stubNumbers(
  operationIds: readonly string[],
  tx: Pick<Tx, 'select'> = db(),
): Promise<Map<string, number>> {
  if (operationIds.length === 0) return new Map();
  const { id, number } = operation;
  const rows = await tx
    .select({ id, number })
    .from(operation)
    .where(inArray(id, [...operationIds]));
  return new Map(rows.map((row) => [row.id, row.number]));
}

/** The owner that a change of ours gave a balance or found, and when that was known. */
type OurOwner = { owner: string | null; at: Date };

const SETTING_KINDS = [...HANDOVER_KINDS, 'balance.create'];
/** A request that was sent longer ago is not what shows in Core today. */
const LATE_ANSWER_DAYS = 1;

/** Asks for rows of a balance's id, its owner and when that was known, one for each balance. */
async function ownersFrom(query: SQL): Promise<Map<string, OurOwner>> {
  const { rows } = await db().execute<{ id: string; owner: string | null; at: string }>(query);
  return new Map(rows.map(({ id, owner, at }) => [id, { owner, at: new Date(at) }]));
}

/** The newest change of ours that gave each balance its owner. */
export async function ownersByUs(balanceIds: readonly string[]): Promise<Map<string, OurOwner>> {
  if (balanceIds.length === 0) return new Map();
  return ownersFrom(sql`
    select distinct on (subject_id) subject_id as id,
      described::jsonb -> 'after' ->> 'identity_id' as owner, outcome_at as at
    from operation
    where subject_type = 'balance' and subject_id in ${[...balanceIds]} and kind in ${SETTING_KINDS}
      and state in ('succeeded', 'no_change')
    order by subject_id, outcome_at desc`);
}

/**
 * Whom Core showed at the end of the newest change of ours that came to nothing, for balances of which nothing else
 * is known. Without it a request that arrives late, before the first check has looked at its balance, would pass
 * for what had always been so.
 */
export async function ownersFoundByUs(
  balanceIds: readonly string[],
): Promise<Map<string, OurOwner>> {
  if (balanceIds.length === 0) return new Map();
  return ownersFrom(sql`
    select distinct on (subject_id) subject_id as id, step.after::jsonb ->> 'identity_id' as owner,
      step.after_at as at
    from operation join operation_step as step on step.operation_id = operation.id
    where subject_type = 'balance' and subject_id in ${[...balanceIds]}
      and kind in ${[...HANDOVER_KINDS]} and outcome_at is not null
      and step.after::jsonb ? 'identity_id'
    order by subject_id, step.after_at desc`);
}

/**
 * Balances of which nothing can be said now: a change of ours is under way, or ended after they were read.
 * @param readAt by the database's clock, before Core was read
 */
export async function busyBalances(
  balanceIds: readonly string[],
  readAt: Date,
): Promise<Set<string>> {
  if (balanceIds.length === 0) return new Set();
  const [reserved, { rows }] = await Promise.all([
    db()
      .select({ subject: reservation.subject })
      .from(reservation)
      .where(
        inArray(
          reservation.subject,
          balanceIds.map((id) => `balance:${id}`),
        ),
      ),
    db().execute<{ id: string }>(sql`
      select distinct subject_id as id from operation
      where subject_type = 'balance' and subject_id in ${[...balanceIds]}
        and outcome_at >= ${readAt.toISOString()}`),
  ]);
  return new Set([
    ...reserved.map(({ subject }) => subject.slice('balance:'.length)),
    ...rows.map(({ id }) => id),
  ]);
}

/**
 * The change of ours whose request may have arrived late: it was to give the balance to this owner, has left
 * us within the last day, and was not thought to have come about.
 */
export async function lateChangeFor(balanceId: string, owner: string): Promise<string | null> {
  const { rows } = await db().execute<{ id: string }>(sql`
    select operation.id from operation join operation_attempt on operation_id = operation.id
    where subject_type = 'balance' and subject_id = ${balanceId} and kind in ${[...HANDOVER_KINDS]}
      and described::jsonb -> 'after' ->> 'identity_id' = ${owner}
      and outcome_at is not null and coalesce(result, '') not in ('not_sent', 'refused')
      and started_at > clock_timestamp() - ${LATE_ANSWER_DAYS} * interval '1 day'
    order by started_at desc limit 1`);
  return rows[0]?.id ?? null;
}
