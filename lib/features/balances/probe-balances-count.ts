import 'server-only';
import { assertPermission } from '@/lib/auth/permissions';
import { type Actor } from '@/lib/base/actor';
import { filterBalances } from '@/lib/core/endpoints/balances';
import { reading } from '@/lib/core/explain';
import { type ReadOptions } from '@/lib/core/request';
import { balanceConditions } from './balance-conditions';
import { type BalanceFilters } from './search-params';

/** Core's cost grows with the offset; this is as far as we look (design §3). */
const FAR = 10_000;

/** `moreThan`: at least that many and one more match; `null`: fewer, and nobody counted them. */
export type BalancesCount = { moreThan: number | null };

/**
 * Whether more than 10,000 balances match, by one question for the one after them. Counting would
 * make Core read every match (contract 4.5).
 * Permission: `balances:read`.
 * @throws DomainError
 */
export async function probeBalancesCount(
  actor: Actor,
  params: BalanceFilters,
  options: ReadOptions = {},
): Promise<BalancesCount> {
  assertPermission(actor, 'balances:read');
  const narrowed = balanceConditions(params);
  if (narrowed === null) return { moreThan: null };
  const { conditions, since, until } = narrowed;
  return reading('the number of balances', async () => {
    const beyond = await filterBalances(
      {
        conditions: [
          ...conditions,
          ...(since ? [{ field: 'created_at', operator: 'gte', value: since } as const] : []),
          ...(until ? [{ field: 'created_at', operator: 'lt', value: until } as const] : []),
        ],
        sort: { by: 'created_at', order: 'desc' },
        limit: 1,
        offset: FAR,
      },
      options,
    );
    return { moreThan: beyond.length > 0 ? FAR : null };
  });
}
