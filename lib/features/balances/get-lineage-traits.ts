import 'server-only';
import { assertPermission } from '@/lib/auth/permissions';
import { type Actor } from '@/lib/base/actor';
import { getBalance } from '@/lib/core/endpoints/balances';
import { CoreError } from '@/lib/core/errors';
import { type ReadOptions } from '@/lib/core/request';
import { type Balance } from '@/lib/core/schemas/balance';
import { rememberedTraits, rememberTraits, traitOf, type LineageTrait } from './lineage-trait';

/** By balance id; a balance that could not be read is missing. */
export type LineageTraits = Record<string, LineageTrait>;

/** With an API key each question costs Core 55 ms of a processor (contract trap 52). */
const AT_ONCE = 4;
const MOST = 100;

/**
 * Which of these balances track lineage and how. Each one never seen before is read once, four at a
 * time, and remembered in our database. At most 100; what is beyond is left out.
 * Permission: `balances:read`.
 */
export async function getLineageTraits(
  actor: Actor,
  params: { balanceIds: readonly string[] },
  options: ReadOptions = {},
): Promise<LineageTraits> {
  assertPermission(actor, 'balances:read');
  const ids = [...new Set(params.balanceIds)].slice(0, MOST);
  const known = await rememberedTraits(ids);
  const read = await readAll(
    ids.filter((id) => !known.has(id)),
    options,
  );
  await rememberTraits(read);
  for (const balance of read) known.set(balance.balanceId, traitOf(balance));
  return Object.fromEntries(known);
}

async function readAll(ids: readonly string[], options: ReadOptions): Promise<Balance[]> {
  const waiting = [...ids];
  const found: Balance[] = [];
  const work = async () => {
    for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
      const balance = await orNull(getBalance(id, options));
      if (balance) found.push(balance);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return found;
}

/** One balance that cannot be read must not hide the others; its cell stays open. */
async function orNull(balance: Promise<Balance>): Promise<Balance | null> {
  try {
    return await balance;
  } catch (error) {
    if (error instanceof CoreError) return null;
    throw error;
  }
}
