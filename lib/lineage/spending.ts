import { type AllocationStrategy } from '@/lib/core/schemas/balance';
import { type Source } from './allocate';
import { listWords, type Sentence } from './sentence';

/**
 * In which turn each provider is spent: 1 first. `null` where there is no turn: nothing is available,
 * or PROPORTIONAL takes from all at once.
 */
export function spendingTurns(
  strategy: AllocationStrategy,
  sources: readonly Source[],
): Map<string, number | null> {
  const turns = new Map<string, number | null>(sources.map(({ provider }) => [provider, null]));
  if (strategy === 'PROPORTIONAL') return turns;
  const usable = sources.filter(({ available }) => available > 0n);
  const order = strategy === 'LIFO' ? usable.toReversed() : usable;
  order.forEach(({ provider }, i) => turns.set(provider, i + 1));
  return turns;
}

/** What the next debit takes, in words. Amounts are minor units of the balance's currency. */
export function spendingSentence(
  strategy: AllocationStrategy,
  sources: readonly Source[],
): Sentence {
  const usable = sources.filter(({ available }) => available > 0n);
  if (usable.length === 0) return ['No tagged funds are left: debits take untagged money.'];
  if (usable.length === 1) {
    const only = usable[0]!;
    return [`The next debit takes from ${only.provider} until its `, only.available, ' is gone.'];
  }
  if (strategy === 'PROPORTIONAL') {
    const names = listWords(usable.map(({ provider }) => provider));
    return [`Every debit takes from ${names}, each by its share of what is available.`];
  }
  const first = strategy === 'LIFO' ? usable.at(-1)! : usable[0]!;
  return [`The next debit takes from ${first.provider} until its `, first.available, ' is gone.'];
}

/** What a strategy does, in half a sentence beside its name. */
export const STRATEGY_WORDS: Readonly<Record<AllocationStrategy, string>> = {
  FIFO: 'first provider credited is spent first',
  LIFO: 'last provider credited is spent first',
  PROPORTIONAL: 'all providers are spent by their share',
};
