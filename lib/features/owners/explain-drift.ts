import 'server-only';
import { and, eq, isNull, sql } from 'drizzle-orm';
import { personal } from '@/lib/audit/facts';
import { databaseNow, recordEvent } from '@/lib/audit/record';
import { assertPermission } from '@/lib/auth/permissions';
import { type Actor } from '@/lib/base/actor';
import { DomainError } from '@/lib/base/result';
import { db } from '@/lib/db/client';
import { ownerDrift, ownerSweep } from '@/lib/db/schema/owners';
import { type ExplainDriftInput } from './schema';

/**
 * Somebody says why an owner differs; the owner in Core stays what it is. After an incident everything is taken
 * down anew as it stands, with the next run.
 * Permission: `balances:reassign`.
 * @throws DomainError `conflict` when somebody else was first.
 */
export async function explainDrift(
  actor: Actor,
  { driftId, category, ticket, note }: ExplainDriftInput,
): Promise<void> {
  assertPermission(actor, 'balances:reassign');
  await db().transaction(async (tx) => {
    const at = await databaseNow(tx);
    const [row] = await tx
      .update(ownerDrift)
      .set({ explainedAt: at })
      .where(and(eq(ownerDrift.id, driftId), isNull(ownerDrift.explainedAt)))
      .returning();
    if (!row) {
      throw new DomainError({
        code: 'conflict',
        message: 'Somebody else has explained it meanwhile, or it is not there any more.',
      });
    }
    const isIncident = row.cause === 'incident';
    await recordEvent(
      tx,
      {
        kind: 'owner.explained',
        actor,
        subject: isIncident ? { type: 'core', id: null } : { type: 'balance', id: row.balanceId },
        drift: driftId,
        reason: { category, ...(ticket && { ticket }), note: personal(note) },
      },
      at,
    );
    if (!isIncident) return;
    await tx.update(ownerSweep).set({
      isWanted: true,
      isBaseline: sql`scope = 'all'`,
      isRunning: false,
      cursor: null,
      checked: 0,
      differences: [],
      problem: null,
    });
  });
}
