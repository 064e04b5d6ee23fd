import 'server-only';
import { eq, sql } from 'drizzle-orm';
import { databaseNow, recordEvent } from '@/lib/audit/record';
import { filterBalances } from '@/lib/core/endpoints/balances';
import { MAX_ROWS } from '@/lib/core/endpoints/filter';
import { CoreError } from '@/lib/core/errors';
import { db } from '@/lib/db/client';
import { ownerDrift, ownerSweep, type OwnerDifference } from '@/lib/db/schema/owners';
import { timing } from '@/lib/operations/timing';
import { compareOwners } from './compare-owners';
import { recentBalances } from './recent-balances';
import { INCIDENT_FROM, OWNER_CHECK, recordDifferences } from './record-drift';

type Scope = 'recent' | 'all';
type Sweep = typeof ownerSweep.$inferSelect;

/** Parts of the run over all in one turn: with a turn a second at most 500 balances a second. */
const PARTS_IN_A_TURN = 5;
/** An incident says how many differ; nobody reads more of them. */
const MOST_DIFFERENCES = 1_000;

/**
 * Looks for owners that were changed outside Counterfoil: the balances that something happened to lately every
 * few minutes, all of them once a day, page by page. Any number of workers may: a row says who is at it, and
 * how far. The first run over all records who owns what, and so does the one after an incident.
 * @throws the driver's error; a Core that cannot be asked is kept as the problem of the sweep.
 */
export async function sweepOwners(): Promise<void> {
  for (const scope of ['recent', 'all'] as const) {
    const sweep = await claim(scope);
    if (!sweep) continue;
    try {
      await (scope === 'recent' ? sweepRecent(sweep) : sweepAll(sweep));
    } catch (error) {
      if (!(error instanceof CoreError)) throw error;
      await release(scope, { problem: problemOf(error) }, retryAfterMs(error));
    }
  }
}

/** A key is hardly ever given other scopes; a Core that is away comes back any moment. */
const retryAfterMs = (error: CoreError) =>
  error.code === 'forbidden' ? 600_000 : timing().sweepRetryMs;

function problemOf(error: CoreError): string {
  return error.code === 'forbidden'
    ? 'The key may not filter balances (it needs balances:write), so not all of them can be walked through.'
    : 'Core could not be read.';
}

/** Takes the sweep if it is due, or a run of it goes on, and nobody holds it. */
async function claim(scope: Scope): Promise<Sweep | null> {
  await db().insert(ownerSweep).values({ scope }).onConflictDoNothing();
  const { sweepRecentEveryMs, sweepAllEveryMs, sweepLeaseMs } = timing();
  const everyMs = scope === 'recent' ? sweepRecentEveryMs : sweepAllEveryMs;
  const [taken] = await db()
    .update(ownerSweep)
    .set({
      leaseUntil: sql`clock_timestamp() + ${sweepLeaseMs} * interval '1 millisecond'`,
      startedAt: sql`case when is_running then started_at else clock_timestamp() end`,
      isRunning: true,
    })
    .where(
      sql`scope = ${scope} and (lease_until is null or lease_until < clock_timestamp()) and (
        is_running or is_wanted or started_at is null
        or started_at < clock_timestamp() - ${everyMs} * interval '1 millisecond')`,
    )
    .returning();
  return taken ?? null;
}

/** Gives the sweep back; after a failure nobody takes it up again for a while. */
async function release(scope: Scope, set: Partial<Sweep>, afterMs = 0): Promise<void> {
  const leaseUntil =
    afterMs > 0 ? sql`clock_timestamp() + ${afterMs} * interval '1 millisecond'` : null;
  await db()
    .update(ownerSweep)
    .set({ ...set, leaseUntil })
    .where(eq(ownerSweep.scope, scope));
}

/** Before all balances were looked at once, nothing is known that a few could differ from. */
async function isBaselineDone(): Promise<boolean> {
  const [all] = await db().select().from(ownerSweep).where(eq(ownerSweep.scope, 'all'));
  return all?.isBaseline === false;
}

async function sweepRecent(sweep: Sweep): Promise<void> {
  const isBaseline = !(await isBaselineDone());
  const ids = await recentBalances(sweep.finishedAt);
  const found: OwnerDifference[] = [];
  for (let from = 0; from < ids.length; from += MAX_ROWS) {
    const values = ids.slice(from, from + MAX_ROWS);
    const readAt = await databaseNow(db());
    const shown = await filterBalances({
      conditions: [{ field: 'balance_id', operator: 'in', values }],
      limit: MAX_ROWS,
    });
    found.push(...(await compareOwners(shown, { readAt, isBaseline })).differences);
  }
  await finish(sweep, { checked: ids.length, differences: found });
}

async function sweepAll(sweep: Sweep): Promise<void> {
  const { isBaseline } = sweep;
  let { cursor, checked, differences } = sweep;
  for (let part = 0; part < PARTS_IN_A_TURN; part += 1) {
    const readAt = await databaseNow(db());
    const shown = await filterBalances({
      conditions: cursor === null ? [] : [{ field: 'balance_id', operator: 'gt', value: cursor }],
      sort: { by: 'balance_id', order: 'asc' },
      limit: MAX_ROWS,
    });
    const compared = await compareOwners(shown, { readAt, isBaseline });
    differences = [...differences, ...compared.differences].slice(0, MOST_DIFFERENCES);
    checked += shown.length;
    if (shown.length < MAX_ROWS) return finish(sweep, { checked, differences });
    cursor = shown.at(-1)!.balanceId;
    // Every part is kept, so that whoever goes on goes on from here.
    await db()
      .update(ownerSweep)
      .set({ cursor, checked, differences, problem: null })
      .where(eq(ownerSweep.scope, 'all'));
  }
  await release('all', {});
}

type Found = { checked: number; differences: OwnerDifference[] };

/** The end of a run: what it found is recorded together with it. */
async function finish(sweep: Sweep, { checked, differences }: Found): Promise<void> {
  const isAll = sweep.scope === 'all';
  await db().transaction(async (tx) => {
    const at = await databaseNow(tx);
    const isKnown = differences.length >= INCIDENT_FROM && (await hasOpenIncident(tx));
    // Until somebody explains the incident, all that differs belongs to it.
    const what = isKnown ? 'nothing' : await recordDifferences(tx, differences, at);
    if (isAll && sweep.isBaseline) {
      await recordEvent(
        tx,
        {
          kind: 'owner.baseline',
          actor: OWNER_CHECK,
          subject: { type: 'core', id: null },
          after: { balances: checked },
        },
        at,
      );
    }
    await tx
      .update(ownerSweep)
      .set({
        isRunning: false,
        isWanted: false,
        isBaseline: isAll ? false : sweep.isBaseline,
        finishedAt: at,
        cursor: null,
        checked: 0,
        lastChecked: checked,
        differences: [],
        leaseUntil: null,
        problem: what === 'incident' ? `${differences.length} owners differ at once.` : null,
      })
      .where(eq(ownerSweep.scope, sweep.scope));
  });
}

async function hasOpenIncident(tx: Pick<ReturnType<typeof db>, 'select'>): Promise<boolean> {
  const open = await tx
    .select({ id: ownerDrift.id })
    .from(ownerDrift)
    .where(sql`cause = 'incident' and explained_at is null`)
    .limit(1);
  return open.length > 0;
}
