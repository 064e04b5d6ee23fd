import { type AllocationStrategy } from '@/lib/core/schemas/balance';

/** What one provider still has available. Lists of them are in the order of the first credit. */
export type Source = { provider: string; available: bigint };
export type Allocation = { provider: string; amount: bigint };

/** Allocations where there is no `bigint`: in JSON, in our database. Amounts are digits of minor units. */
export type AllocationDto = { provider: string; amount: string };

/** Writes allocations down; only provider and amount of each are kept. */
export function allocationsToDto(allocations: readonly Allocation[]): AllocationDto[] {
  return allocations.map(({ provider, amount }) => ({ provider, amount: String(amount) }));
}

/** Reads what `allocationsToDto` wrote. */
export function allocationsOfDto(written: readonly AllocationDto[]): Allocation[] {
  return written.map(({ provider, amount }) => ({ provider, amount: BigInt(amount) }));
}

/**
 * How Core spreads a debit over the providers (contract 5.5). FIFO and LIFO go by the *first credit of
 * each provider*, not by deposits. What exceeds the tagged funds is allocated to nobody.
 * @param sources in the order of Core's lineage answer. Those without anything available take no part.
 */
export function allocate(
  sources: readonly Source[],
  amount: bigint,
  strategy: AllocationStrategy,
): Allocation[] {
  const funded = sources.filter(({ available }) => available > 0n);
  if (strategy === 'PROPORTIONAL') return proportional(funded, amount);
  return sequential(strategy === 'LIFO' ? funded.toReversed() : funded, amount);
}

function sequential(sources: readonly Source[], amount: bigint): Allocation[] {
  const allocations: Allocation[] = [];
  let remaining = amount;
  for (const { provider, available } of sources) {
    if (remaining <= 0n) break;
    const taken = available < remaining ? available : remaining;
    allocations.push({ provider, amount: taken });
    remaining -= taken;
  }
  return allocations;
}

/**
 * Each gets the floor of its share, the last the remainder, nobody more than it has: so Core can book
 * less than the debit although enough is there (5/5/1, debit 10: 4 + 4 + 1; contract 13.4).
 */
function proportional(sources: readonly Source[], amount: bigint): Allocation[] {
  const total = totalOf(sources);
  if (amount <= 0n || total === 0n) return [];
  const wanted = amount < total ? amount : total;
  let remaining = wanted;
  const allocations: Allocation[] = [];
  sources.forEach(({ provider, available }, index) => {
    const isLast = index === sources.length - 1;
    const share = isLast ? remaining : (wanted * available) / total;
    const taken = share < available ? share : available;
    if (taken <= 0n) return;
    allocations.push({ provider, amount: taken });
    remaining -= taken;
  });
  return allocations;
}

/** Sum of what is available. */
export function totalOf(sources: readonly { available: bigint }[]): bigint {
  return sources.reduce((sum, { available }) => sum + available, 0n);
}

/**
 * The providers in the order in which debits use them up, or together (`PROPORTIONAL`). Those with
 * nothing available are left out.
 */
export type SpendingOrder = { together: boolean; providers: readonly Source[] };

/** Who pays for the next debits, and in which order (contract 5.5). */
export function spendingOrder(
  sources: readonly Source[],
  strategy: AllocationStrategy,
): SpendingOrder {
  const funded = sources.filter(({ available }) => available > 0n);
  return {
    together: strategy === 'PROPORTIONAL',
    providers: strategy === 'LIFO' ? funded.toReversed() : funded,
  };
}
