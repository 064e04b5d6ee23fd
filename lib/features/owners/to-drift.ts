import 'server-only';
import { inArray } from 'drizzle-orm';
import { type identityNames } from '@/lib/core/endpoints/names';
import { db } from '@/lib/db/client';
import { operation } from '@/lib/db/schema/operation';
import { type ownerDrift } from '@/lib/db/schema/owners';
import { type DriftDto } from './drift-dto';

type Row = typeof ownerDrift.$inferSelect;

/** Rows with names and stub numbers. */
export async function toDrifts(
  rows: readonly Row[],
  nameOf: Awaited<ReturnType<typeof identityNames>>,
): Promise<DriftDto[]> {
  const ids = rows.flatMap(({ lateOf }) => lateOf ?? []);
  const stubs =
    ids.length === 0
      ? []
      : await db()
          .select({ id: operation.id, number: operation.number })
          .from(operation)
          .where(inArray(operation.id, ids));
  const numbers = new Map(stubs.map(({ id, number }) => [id, String(number)]));
  return rows.map((row) => ({
    id: row.id,
    cause: row.cause as DriftDto['cause'],
    balanceId: row.balanceId,
    from: nameOf(row.fromIdentityId),
    to: nameOf(row.toIdentityId),
    balances: row.balances,
    lateOf:
      row.lateOf === null
        ? null
        : { operationId: row.lateOf, number: numbers.get(row.lateOf) ?? '' },
    since: row.since?.toISOString() ?? null,
    foundAt: row.foundAt.toISOString(),
  }));
}
