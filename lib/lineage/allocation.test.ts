import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ALLOCATION_STRATEGIES, type AllocationStrategy } from '@/lib/core/schemas/balance';
import { allocate, spendingOrder, totalOf, type Source } from './allocation';

const funds = (...amounts: bigint[]): Source[] =>
  amounts.map((available, index) => ({ provider: 'pqrstu'[index]!, available }));

describe('allocate', () => {
  it.each<[strategy: AllocationStrategy, available: string, amount: string, taken: string]>([
    ['FIFO', '100 50', '30', 'p 30'],
    ['FIFO', '40 50', '60', 'p 40, q 20'],
    ['FIFO', '40 50', '500', 'p 40, q 50'],
    ['FIFO', '0 50', '10', 'q 10'],
    ['LIFO', '100 50', '60', 'q 50, p 10'],
    ['PROPORTIONAL', '70 30', '10', 'p 7, q 3'],
    ['PROPORTIONAL', '1 1 1', '2', 'r 1'],
    // Core books one less than the debit here (contract 13.4).
    ['PROPORTIONAL', '5 5 1', '10', 'p 4, q 4, r 1'],
    ['PROPORTIONAL', '5 5 1', '12', 'p 5, q 5, r 1'],
    ['FIFO', '0', '10', ''],
    ['PROPORTIONAL', '0', '10', ''],
    ['LIFO', '10', '0', ''],
  ])('%s of %s, debit %s: %s', (strategy, available, amount, taken) => {
    const sources = funds(...available.split(' ').map(BigInt));
    const allocations = allocate(sources, BigInt(amount), strategy);
    expect(allocations.map((each) => `${each.provider} ${each.amount}`).join(', ')).toBe(taken);
  });

  const anyFunds = fc
    .array(fc.bigInt({ min: 0n, max: 10n ** 30n }), { maxLength: 6 })
    .map((list) => funds(...list));
  const anyAmount = fc.bigInt({ min: 0n, max: 10n ** 31n });
  const anyStrategy = fc.constantFrom(...ALLOCATION_STRATEGIES);

  it('never takes more than is there, nor more than was asked', () => {
    fc.assert(
      fc.property(anyFunds, anyAmount, anyStrategy, (sources, amount, strategy) => {
        const taken = allocate(sources, amount, strategy);
        for (const each of taken) {
          const source = sources.find(({ provider }) => provider === each.provider)!;
          expect(each.amount).toBeGreaterThan(0n);
          expect(each.amount).toBeLessThanOrEqual(source.available);
        }
        const sum = taken.reduce((total, each) => total + each.amount, 0n);
        expect(sum).toBeLessThanOrEqual(amount);
        expect(new Set(taken.map(({ provider }) => provider)).size).toBe(taken.length);
      }),
    );
  });

  it('books exactly the debit, or all there is; PROPORTIONAL short by less than its providers', () => {
    fc.assert(
      fc.property(anyFunds, anyAmount, anyStrategy, (sources, amount, strategy) => {
        const total = totalOf(sources);
        const due = amount < total ? amount : total;
        const sum = allocate(sources, amount, strategy).reduce(
          (all, each) => all + each.amount,
          0n,
        );
        const funded = sources.filter(({ available }) => available > 0n).length;
        const slack = strategy === 'PROPORTIONAL' ? BigInt(Math.max(0, funded - 1)) : 0n;
        expect(due - sum).toBeGreaterThanOrEqual(0n);
        expect(due - sum).toBeLessThanOrEqual(slack);
      }),
    );
  });

  it('takes a debit of everything completely, whatever the strategy', () => {
    fc.assert(
      fc.property(anyFunds, anyStrategy, (sources, strategy) => {
        const sum = allocate(sources, totalOf(sources), strategy).reduce(
          (all, each) => all + each.amount,
          0n,
        );
        expect(sum).toBe(totalOf(sources));
      }),
    );
  });

  it('spends in the order that it says', () => {
    fc.assert(
      fc.property(anyFunds, fc.constantFrom('FIFO', 'LIFO' as const), (sources, strategy) => {
        const order = spendingOrder(sources, strategy).providers;
        const first = order[0];
        if (!first) return;
        expect(allocate(sources, 1n, strategy)).toEqual([{ provider: first.provider, amount: 1n }]);
        expect(allocate(sources, totalOf(sources), strategy).map((each) => each.provider)).toEqual(
          order.map(({ provider }) => provider),
        );
      }),
    );
  });
});
