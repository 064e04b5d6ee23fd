import 'server-only';
import { inArray } from 'drizzle-orm';
import {
  ALLOCATION_STRATEGIES,
  type AllocationStrategy,
  type Balance,
} from '@/lib/core/schemas/balance';
import { db } from '@/lib/db/client';
import { balanceTrait } from '@/lib/db/schema/core';

/** Whether a balance tracks lineage, and how its debits are allocated. Fixed at its creation. */
export type LineageTrait = { tracked: boolean; strategy: AllocationStrategy };

/** What is known of these balances from an earlier reading, by id. */
export async function rememberedTraits(
  balanceIds: readonly string[],
): Promise<Map<string, LineageTrait>> {
  if (balanceIds.length === 0) return new Map();
  const rows = await db()
    .select()
    .from(balanceTrait)
    .where(inArray(balanceTrait.balanceId, [...balanceIds]));
  return new Map(
    rows.map((row) => [
      row.balanceId,
      {
        tracked: row.trackFundLineage,
        strategy: ALLOCATION_STRATEGIES.find((known) => known === row.allocationStrategy) ?? 'FIFO',
      },
    ]),
  );
}

/** Keeps the traits of balances that were read by their ids, for ever: they cannot change. */
export async function rememberTraits(balances: readonly Balance[]): Promise<void> {
  if (balances.length === 0) return;
  const rows = balances.map(({ balanceId, trackFundLineage, allocationStrategy }) => ({
    balanceId,
    trackFundLineage,
    allocationStrategy,
  }));
  await db().insert(balanceTrait).values(rows).onConflictDoNothing();
}

export function traitOf(balance: Balance): LineageTrait {
  return { tracked: balance.trackFundLineage, strategy: balance.allocationStrategy };
}
