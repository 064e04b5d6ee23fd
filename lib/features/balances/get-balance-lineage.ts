import 'server-only';
import { assertPermission } from '@/lib/auth/permissions';
import { type Actor } from '@/lib/base/actor';
import { type Money } from '@/lib/base/money';
import { getBalance } from '@/lib/core/endpoints/balances';
import {
  gatherLineageFacts,
  getBalanceLineage as askBalanceLineage,
} from '@/lib/core/endpoints/lineage';
import { CoreError } from '@/lib/core/errors';
import { reading } from '@/lib/core/explain';
import { type ReadOptions } from '@/lib/core/request';
import { type AllocationStrategy, type Balance } from '@/lib/core/schemas/balance';
import { identityName } from '@/lib/core/schemas/identity';
import { type BalanceLineage } from '@/lib/core/schemas/lineage';
import { type LineageFacts } from '@/lib/core/schemas/lineage-facts';
import { toMoney } from '@/lib/core/schemas/money';
import { spendingOrder } from '@/lib/lineage/allocation';
import { healthOf } from '@/lib/lineage/health';
import { holdingsOf, type Holding } from '@/lib/lineage/holdings';
import { type Sentence } from '@/lib/lineage/sentence';
import { orderSaid } from '@/lib/lineage/sentences';
import { readIdentity } from './judge-reassign';
import { describeHealth, describeSharing, unjudged, type HealthDto } from './describe-lineage';

/** One provider of a balance. Amounts are Core's, of the whole shadow. */
export type LineageProviderDto = {
  provider: string;
  received: Money;
  spent: Money;
  available: Money;
  /** What of `available` is this balance's own, when others share the shadow. */
  own: { amount: Money; exact: boolean } | null;
  /** Turn in which debits use it up, 1 first; `null` without a turn (nothing left, or PROPORTIONAL). */
  order: number | null;
  shadowBalanceId: string;
};

/** What the lineage panel of a balance's page shows. */
export type BalanceLineageDto =
  | { tracked: false; readAt: string }
  | {
      tracked: true;
      /** When it was read, ISO: the later of two is true. */
      readAt: string;
      strategy: AllocationStrategy;
      /** In the order of the first credit; empty before any tagged credit. */
      providers: LineageProviderDto[];
      total: { received: Money; spent: Money; available: Money };
      /** "The next debit takes from stripe until its 70.00 is gone". */
      orderSentence: string;
      aggregateBalanceId: string | null;
      /** Who shares the shadows, in words, and which balances; `null` when nobody does. */
      sharing: { text: Sentence; balanceIds: string[] } | null;
      health: HealthDto;
    };

/**
 * The lineage of a balance and whether it is true. When the rest cannot be read, Core's own figures are
 * shown with "cannot tell".
 * Permission: `balances:read`.
 * @throws DomainError
 */
export async function getBalanceLineage(
  actor: Actor,
  params: { balanceId: string },
  options: ReadOptions = {},
): Promise<BalanceLineageDto> {
  assertPermission(actor, 'balances:read');
  const readAt = new Date().toISOString();
  const balance = await reading('this balance', () => getBalance(params.balanceId, options));
  if (!balance.trackFundLineage) return { tracked: false, readAt };
  const identity = await reading('the identity of this balance', () =>
    readIdentity(balance.identityId, options),
  );
  try {
    return { ...panelOf(await gatherLineageFacts({ balance, identity }, options)), readAt };
  } catch (error) {
    if (!(error instanceof CoreError) || error.code === 'aborted') throw error;
    const ask = () => askBalanceLineage(balance.balanceId, options);
    const lineage = await reading('the lineage of this balance', ask);
    return { ...figuresOf(balance, lineage), readAt, sharing: null, health: unjudged(error) };
  }
}

function panelOf(facts: LineageFacts) {
  const { balance, identity, lineage } = facts;
  const { providers: holdings, shared } = holdingsOf(facts);
  const owner = identity ? identityName(identity) : 'the identity';
  return {
    ...figuresOf(balance, lineage, shared ? holdings : undefined),
    sharing: shared
      ? {
          text: describeSharing(facts, owner),
          balanceIds: facts.sharers.map(({ row }) => row.balanceId),
        }
      : null,
    health: describeHealth(healthOf(facts), { owner, currency: balance.currency }),
  };
}

/** Core's figures with their order. `holdings` tell the own parts of shared shadows. */
function figuresOf(balance: Balance, lineage: BalanceLineage, holdings?: readonly Holding[]) {
  const money = (minor: bigint) => toMoney(minor, balance.currency);
  const { allocationStrategy: strategy } = balance;
  const order = spendingOrder(lineage.providers, strategy);
  const sum = (of: (each: BalanceLineage['providers'][number]) => bigint) =>
    money(lineage.providers.reduce((total, each) => total + of(each), 0n));
  return {
    tracked: true as const,
    strategy,
    providers: lineage.providers.map((each): LineageProviderDto => {
      const turn = order.providers.findIndex(({ provider }) => provider === each.provider);
      const own = holdings?.find(({ provider }) => provider === each.provider)?.own;
      return {
        provider: each.provider,
        received: money(each.amount),
        spent: money(each.spent),
        available: money(each.available),
        own: own ? { amount: money(own.amount), exact: own.exact } : null,
        order: order.together || turn < 0 ? null : turn + 1,
        shadowBalanceId: each.shadowBalanceId,
      };
    }),
    total: {
      received: sum(({ amount }) => amount),
      spent: sum(({ spent }) => spent),
      available: sum(({ available }) => available),
    },
    orderSentence: orderSaid(order, money(0n)),
    aggregateBalanceId: lineage.aggregateBalanceId,
  };
}
