import 'server-only';
import { assertPermission } from '@/lib/auth/permissions';
import { type Actor } from '@/lib/base/actor';
import { db } from '@/lib/db/client';
import { ownerSweep } from '@/lib/db/schema/owners';
import { type OwnerCheckDto } from './drift-dto';

/** Where the check of owners is. Permission: `changes:read`. */
export async function getOwnerCheck(actor: Actor): Promise<OwnerCheckDto> {
  assertPermission(actor, 'changes:read');
  const rows = await db().select().from(ownerSweep);
  const recent = rows.find(({ scope }) => scope === 'recent');
  const all = rows.find(({ scope }) => scope === 'all');
  return {
    recent: {
      finishedAt: recent?.finishedAt?.toISOString() ?? null,
      problem: recent?.problem ?? null,
    },
    all: {
      finishedAt: all?.finishedAt?.toISOString() ?? null,
      isRunning: all?.isRunning ?? false,
      checked: all?.checked ?? 0,
      lastChecked: all?.lastChecked ?? null,
      isBaseline: all?.isBaseline ?? true,
      problem: all?.problem ?? null,
    },
    isWanted: rows.some(({ isWanted }) => isWanted),
  };
}

/**
 * Has all owners checked now instead of in the night. A worker does it; who asks while it runs changes nothing.
 * Permission: `changes:read`.
 */
export async function requestOwnerCheck(actor: Actor): Promise<void> {
  assertPermission(actor, 'changes:read');
  for (const scope of ['recent', 'all']) {
    await db()
      .insert(ownerSweep)
      .values({ scope, isWanted: true })
      .onConflictDoUpdate({ target: ownerSweep.scope, set: { isWanted: true } });
  }
}
