import 'server-only';
import { inArray, sql } from 'drizzle-orm';
import { databaseNow } from '@/lib/audit/record';
import { getBalance } from '@/lib/core/endpoints/balances';
import { isNotFound } from '@/lib/core/errors';
import { type ReadOptions } from '@/lib/core/request';
import { GENERAL_LEDGER_ID } from '@/lib/core/schemas/balance';
import { db } from '@/lib/db/client';
import { knownOwner, type OwnerDifference } from '@/lib/db/schema/owners';
import { busyBalances, lateChangeFor, ownersByUs, ownersFoundByUs } from './owners-by-us';

/** A balance as Core shows it now. */
export type Shown = { balanceId: string; identityId: string | null; ledgerId: string };

/**
 * Compares what Core shows with what is known, and keeps what is new. A difference is read once more from
 * Core before it counts, and one that a change of ours explains is none. With `isBaseline` whatever differs is
 * taken as it is, and only counted.
 * @param readAt by the database's clock, before `shown` was read
 */
export async function compareOwners(
  shown: readonly Shown[],
  { readAt, isBaseline }: { readAt: Date; isBaseline: boolean },
  options: ReadOptions = {},
): Promise<{ differences: OwnerDifference[]; taken: number }> {
  // Core's own balances belong to nobody.
  const rows = shown.filter(({ ledgerId }) => ledgerId !== GENERAL_LEDGER_ID);
  const ids = rows.map(({ balanceId }) => balanceId);
  const [known, ours, busy] = await Promise.all([
    knownOwners(ids),
    ownersByUs(ids),
    busyBalances(ids, readAt),
  ]);
  const found = await ownersFoundByUs(ids.filter((id) => !known.has(id) && !ours.has(id)));
  const fresh: Shown[] = [];
  const suspects: { row: Shown; expected: string | null; since: Date }[] = [];
  for (const row of rows) {
    if (busy.has(row.balanceId)) continue;
    const before = known.get(row.balanceId);
    const our = ours.get(row.balanceId) ?? found.get(row.balanceId);
    const isOurs = our && (!before || our.at > before.seenAt);
    const expected = isOurs ? our.owner : before?.identityId;
    if (expected === undefined || expected === row.identityId) {
      if (!before || before.identityId !== row.identityId) fresh.push(row);
    } else {
      suspects.push({ row, expected, since: isOurs ? our.at : before!.seenAt });
    }
  }
  await keep(fresh, readAt);
  if (isBaseline) {
    await keep(
      suspects.map(({ row }) => row),
      readAt,
    );
    return { differences: [], taken: suspects.length };
  }
  const differences: OwnerDifference[] = [];
  for (const { row, expected, since } of suspects) {
    const to = await confirmed(row, options);
    if (to === undefined || to === expected) continue;
    const { balanceId } = row;
    differences.push({
      balanceId,
      from: expected,
      to,
      since: since.toISOString(),
      lateOf: to === null ? null : await lateChangeFor(balanceId, to),
    });
  }
  return { differences, taken: 0 };
}

async function knownOwners(balanceIds: readonly string[]) {
  if (balanceIds.length === 0) return new Map<string, never>();
  const rows = await db()
    .select()
    .from(knownOwner)
    .where(inArray(knownOwner.balanceId, [...balanceIds]));
  return new Map(rows.map((row) => [row.balanceId, row]));
}

/** Keeps whom Core shows; who was seen first stays. */
export async function keep(
  rows: readonly Pick<Shown, 'balanceId' | 'identityId'>[],
  at: Date,
): Promise<void> {
  if (rows.length === 0) return;
  await db()
    .insert(knownOwner)
    .values(
      rows.map(({ balanceId, identityId }) => ({
        balanceId,
        identityId,
        seenAt: at,
        firstIdentityId: identityId,
        firstSeenAt: at,
      })),
    )
    .onConflictDoUpdate({
      target: knownOwner.balanceId,
      set: { identityId: sql`excluded.identity_id`, seenAt: sql`excluded.seen_at` },
    });
}

/** The owner by a second look at this balance alone; `undefined` when nothing can be said of it now. */
async function confirmed(
  { balanceId }: Shown,
  options: ReadOptions,
): Promise<string | null | undefined> {
  const readAt = await databaseNow(db());
  try {
    const { identityId } = await getBalance(balanceId, options);
    const busy = await busyBalances([balanceId], readAt);
    return busy.has(balanceId) ? undefined : identityId;
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}
