import { type AllocationStrategy } from '@/lib/core/schemas/balance';

/** A provider's funds. Lists of them stand in the order of each provider's first credit. */
export type Source = { provider: string; available: bigint };

/** What a debit takes from one provider. */
export type Allocation = { provider: string; amount: bigint };

const min = (a: bigint, b: bigint) => (a < b ? a : b);

/**
 * How Core spreads a debit over the tagged funds (contract 5.5). FIFO and LIFO go by the order of
 * each provider's first credit, not by deposits. PROPORTIONAL floors every share, and the last
 * provider takes the rest up to what it has, so that a debit can book less than its amount. What
 * exceeds the tagged funds is simply not allocated.
 * @param sources in order of first credit; those with nothing available are left out, as in Core.
 */
export function allocate(
  strategy: AllocationStrategy,
  sources: readonly Source[],
  amount: bigint,
): Allocation[] {
  const usable = sources.filter(({ available }) => available > 0n);
  if (amount <= 0n) return [];
  if (strategy === 'PROPORTIONAL') return proportional(usable, amount);
  return inOrder(strategy === 'LIFO' ? usable.toReversed() : usable, amount);
}

function inOrder(sources: readonly Source[], amount: bigint): Allocation[] {
  let rest = amount;
  const taken: Allocation[] = [];
  for (const { provider, available } of sources) {
    const share = min(available, rest);
    if (share > 0n) taken.push({ provider, amount: share });
    rest -= share;
  }
  return taken;
}

function proportional(sources: readonly Source[], amount: bigint): Allocation[] {
  const total = sources.reduce((sum, { available }) => sum + available, 0n);
  const wanted = min(amount, total);
  let rest = wanted;
  const taken: Allocation[] = [];
  sources.forEach(({ provider, available }, i) => {
    const isLast = i === sources.length - 1;
    const share = min(isLast ? rest : (wanted * available) / total, available);
    if (share > 0n) taken.push({ provider, amount: share });
    rest -= share;
  });
  return taken;
}
