/** Funds of one provider that a debit may be taken from. */
export interface AllocationSource {
  shadowBalanceId: string;
  /** Minor units, more than zero. */
  available: bigint;
  /** When the provider was first credited to this balance; orders FIFO and LIFO. */
  mappedAt: bigint;
}

/** A share of a debit, taken from one provider's shadow balance. */
export interface Allocation {
  shadowBalanceId: string;
  amount: bigint;
}

/**
 * Splits a debit over the providers of a balance (contract 5.5). `sources` come in the order in
 * which their mappings were made, which PROPORTIONAL keeps: its last one takes what rounding left
 * over. A strategy nobody knows means FIFO. What no provider can cover is left out.
 */
export function allocate(
  sources: readonly AllocationSource[],
  amount: bigint,
  strategy: string,
): Allocation[] {
  if (sources.length === 0 || amount <= 0n) return [];
  if (strategy === 'PROPORTIONAL') return proportional(sources, amount);
  const direction = strategy === 'LIFO' ? -1 : 1;
  const ordered = [...sources].sort((a, b) => direction * compare(a.mappedAt, b.mappedAt));
  return inOrder(ordered, amount);
}

const compare = (a: bigint, b: bigint): number => (a < b ? -1 : a > b ? 1 : 0);
const lesser = (a: bigint, b: bigint): bigint => (a < b ? a : b);

function inOrder(sources: readonly AllocationSource[], amount: bigint): Allocation[] {
  const allocations: Allocation[] = [];
  let remaining = amount;
  for (const { shadowBalanceId, available } of sources) {
    if (remaining <= 0n) break;
    const share = lesser(available, remaining);
    if (share <= 0n) continue;
    allocations.push({ shadowBalanceId, amount: share });
    remaining -= share;
  }
  return allocations;
}

function proportional(sources: readonly AllocationSource[], amount: bigint): Allocation[] {
  const total = sources.reduce((sum, source) => sum + source.available, 0n);
  if (total === 0n) return [];
  const effective = lesser(amount, total);
  const allocations: Allocation[] = [];
  let remaining = effective;
  sources.forEach(({ shadowBalanceId, available }, index) => {
    const fair = index === sources.length - 1 ? remaining : (effective * available) / total;
    // The cap can leave a few units unallocated: 5, 5 and 1 give 4, 4 and 1 of a debit of 10.
    const share = lesser(fair, available);
    if (share <= 0n) return;
    allocations.push({ shadowBalanceId, amount: share });
    remaining -= share;
  });
  return allocations;
}
