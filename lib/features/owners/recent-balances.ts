import 'server-only';
import { sql } from 'drizzle-orm';
import { MAX_ROWS } from '@/lib/core/endpoints/filter';
import { filterTransactions } from '@/lib/core/endpoints/transactions';
import { nullUnlessAborted } from '@/lib/core/errors';
import { db } from '@/lib/db/client';

const OUR_DAYS = 7;
/** Ten questions to Core. */
const MOST = 1_000;
/** Core's clock is not ours. */
const CLOCKS_APART_MS = 60_000;

/**
 * Balances that something happened to lately: a change of ours within a week, or a movement of money since
 * the last look. Core has no list of balances by their last change.
 */
export async function recentBalances(since: Date | null): Promise<string[]> {
  const [ours, moved] = await Promise.all([
    db().execute<{ id: string }>(sql`
      select subject_id as id from operation
      where subject_type = 'balance' and subject_id is not null
        and requested_at > clock_timestamp() - ${OUR_DAYS} * interval '1 day'
      group by subject_id order by max(requested_at) desc limit ${MOST}`),
    movedSince(since),
  ]);
  const ids = [...ours.rows.map(({ id }) => id), ...moved].filter((id) => id.startsWith('bln_'));
  return [...new Set(ids)].slice(0, MOST);
}

/** Both sides of the newest movements. A key that may not read them leaves them out. */
async function movedSince(since: Date | null): Promise<string[]> {
  if (!since) return [];
  const newest = await filterTransactions({
    conditions: [
      {
        field: 'created_at',
        operator: 'gte',
        value: new Date(since.getTime() - CLOCKS_APART_MS).toISOString(),
      },
    ],
    sort: { by: 'created_at', order: 'desc' },
    limit: MAX_ROWS,
  }).catch(nullUnlessAborted);
  return (newest ?? []).flatMap(({ source, destination }) => [source ?? '', destination ?? '']);
}
