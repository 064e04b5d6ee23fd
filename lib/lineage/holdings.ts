import { type LineageFacts } from '@/lib/core/schemas/lineage-facts';
import { type Source } from './allocation';
import { replay, type ReplayGap } from './replay';

/** One provider of a balance. Core's figures are those of the whole shadow (contract 5.6). */
export type Holding = {
  provider: string;
  received: bigint;
  spent: bigint;
  available: bigint;
  shadowId: string;
  /** Booked on hold in the shadow: settles where it is, whoever owns the balance then (contract 5.8.8). */
  inflight: bigint;
  /** Other balances of the same owner whose lineage lies in this shadow too. */
  sharers: number;
  /**
   * What of `available` is this balance's own. Not exact when the shadow is shared and the balance's
   * own movements cannot tell: then it is at most this.
   */
  own: { amount: bigint; exact: boolean };
};

export type Holdings = {
  /** In the order of the first credit. */
  providers: readonly Holding[];
  /** Whether another balance shares, or may share, any of the shadows. */
  shared: boolean;
  /** Why own amounts are not exact, when they are not. */
  gap: ReplayGap | null;
};

/**
 * What a balance holds of each provider. All tracked balances of an identity in a currency share its
 * shadows (contract 5.1), so with others about, own amounts come from replaying this balance's rows.
 */
export function holdingsOf(facts: LineageFacts): Holdings {
  const { lineage } = facts;
  const maybeMore = facts.unasked > 0;
  const sharersOf = (shadowId: string) =>
    facts.sharers.filter(({ shadowIds }) => shadowIds.includes(shadowId)).length;
  const shared =
    lineage.providers.length > 0 &&
    (maybeMore || lineage.providers.some(({ shadowBalanceId }) => sharersOf(shadowBalanceId) > 0));
  const own = shared ? replay(facts) : null;
  const providers = lineage.providers.map((each): Holding => {
    const shadow = facts.lineageBalances.find((row) => row.balanceId === each.shadowBalanceId);
    const sharers = sharersOf(each.shadowBalanceId);
    const isExclusive = sharers === 0 && !maybeMore;
    return {
      provider: each.provider,
      received: each.amount,
      spent: each.spent,
      available: each.available,
      shadowId: each.shadowBalanceId,
      inflight: shadow ? shadow.inflightDebitBalance + shadow.inflightCreditBalance : 0n,
      sharers,
      own: isExclusive ? { amount: each.available, exact: true } : ownIn(each, own),
    };
  });
  return { providers, shared, gap: own && !own.ok ? own.gap : null };
}

function ownIn(
  lineage: { provider: string; available: bigint },
  own: ReturnType<typeof replay> | null,
): Holding['own'] {
  if (!own?.ok) return { amount: lineage.available, exact: lineage.available <= 0n };
  const replayed = amountIn(own.providers, lineage.provider);
  // Others may have spent from the shared shadow what this balance brought in.
  return { amount: replayed < lineage.available ? replayed : lineage.available, exact: true };
}

function amountIn(sources: readonly Source[], provider: string): bigint {
  return sources.find((each) => each.provider === provider)?.available ?? 0n;
}
