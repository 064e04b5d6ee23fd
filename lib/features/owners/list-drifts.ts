import 'server-only';
import { and, count, desc, eq, isNull } from 'drizzle-orm';
import { assertPermission } from '@/lib/auth/permissions';
import { type Actor } from '@/lib/base/actor';
import { identityNames } from '@/lib/core/endpoints/names';
import { type ReadOptions } from '@/lib/core/request';
import { db } from '@/lib/db/client';
import { ownerDrift } from '@/lib/db/schema/owners';
import { toDrifts } from './to-drift';
import { type DriftDto } from './drift-dto';

/** More than so many at once are one incident, so this is hardly ever reached. */
const MOST = 50;

/**
 * Owners that changed outside Counterfoil and that nobody has explained, newest first.
 * Permission: `changes:read`.
 */
export async function listDrifts(
  actor: Actor,
  _params: object,
  options: ReadOptions = {},
): Promise<{ rows: DriftDto[]; total: number }> {
  assertPermission(actor, 'changes:read');
  const [rows, total] = await Promise.all([
    db()
      .select()
      .from(ownerDrift)
      .where(isNull(ownerDrift.explainedAt))
      .orderBy(desc(ownerDrift.foundAt), desc(ownerDrift.id))
      .limit(MOST),
    countDrifts(actor),
  ]);
  const nameOf = await identityNames(
    rows.flatMap((row) => [row.fromIdentityId, row.toIdentityId]),
    options,
  );
  return { rows: await toDrifts(rows, nameOf), total };
}

/**
 * The newest of one balance that nobody has explained; `null` without any.
 * Permission: `changes:read`.
 */
export async function findDrift(
  actor: Actor,
  { balanceId }: { balanceId: string },
  options: ReadOptions = {},
): Promise<DriftDto | null> {
  assertPermission(actor, 'changes:read');
  const rows = await db()
    .select()
    .from(ownerDrift)
    .where(and(eq(ownerDrift.balanceId, balanceId), isNull(ownerDrift.explainedAt)))
    .orderBy(desc(ownerDrift.foundAt))
    .limit(1);
  if (rows.length === 0) return null;
  const nameOf = await identityNames([rows[0]!.fromIdentityId, rows[0]!.toIdentityId], options);
  return (await toDrifts(rows, nameOf))[0] ?? null;
}

/**
 * How many there are, for the sidebar.
 * Permission: `changes:read`.
 */
export async function countDrifts(actor: Actor): Promise<number> {
  assertPermission(actor, 'changes:read');
  const [row] = await db()
    .select({ open: count() })
    .from(ownerDrift)
    .where(isNull(ownerDrift.explainedAt));
  return row?.open ?? 0;
}
