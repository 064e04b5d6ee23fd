import 'server-only';
import { type identityNames } from '@/lib/core/endpoints/names';
import { type ownerDrift } from '@/lib/db/schema/owners';
import { type DriftDto } from './drift-dto';
import { stubNumbers } from './owners-by-us';

type Row = typeof ownerDrift.$inferSelect;

/** Rows with names and stub numbers. */
export async function toDrifts(
  rows: readonly Row[],
  nameOf: Awaited<ReturnType<typeof identityNames>>,
): Promise<DriftDto[]> {
  const numbers = await stubNumbers(rows.flatMap(({ lateOf }) => lateOf ?? []));
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
        : { operationId: row.lateOf, number: String(numbers.get(row.lateOf) ?? '') },
    since: row.since?.toISOString() ?? null,
    foundAt: row.foundAt.toISOString(),
  }));
}
