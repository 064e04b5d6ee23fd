import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ALLOCATION_STRATEGIES, type AllocationStrategy } from '@/lib/core/schemas/balance';
import { allocate } from './allocate';
import { spendingSentence, spendingTurns } from './spending';

const sourcesOf = (...amounts: bigint[]) =>
  amounts.map((available, i) => ({ provider: 'pqrst'[i]!, available }));

describe('allocate', () => {
  const taken = (strategy: AllocationStrategy, amounts: bigint[], debit: bigint) =>
    Object.fromEntries(
      allocate(strategy, sourcesOf(...amounts), debit).map(({ provider, amount }) => [
        provider,
        amount,
      ]),
    );

  it('goes by the order of each provider’s first credit', () => {
    expect(taken('FIFO', [100n, 50n], 120n)).toEqual({ p: 100n, q: 20n });
    expect(taken('LIFO', [100n, 50n], 120n)).toEqual({ q: 50n, p: 70n });
    expect(taken('FIFO', [0n, 50n], 20n)).toEqual({ q: 20n });
  });

  it('floors shares and leaves the rest to the last provider, as far as it has it', () => {
    expect(taken('PROPORTIONAL', [70n, 50n], 60n)).toEqual({ p: 35n, q: 25n });
    // 5/5/1, debit 10: Core books 4+4+1 although 11 are there.
    expect(taken('PROPORTIONAL', [5n, 5n, 1n], 10n)).toEqual({ p: 4n, q: 4n, r: 1n });
    expect(taken('PROPORTIONAL', [1n, 1n, 1n], 1n)).toEqual({ r: 1n });
  });

  it('never takes more than there is, or than is asked', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ALLOCATION_STRATEGIES),
        fc.array(fc.bigInt({ min: 0n, max: 10n ** 25n }), { maxLength: 5 }),
        fc.bigInt({ min: 0n, max: 10n ** 26n }),
        (strategy, amounts, debit) => {
          const sources = sourcesOf(...amounts);
          const allocations = allocate(strategy, sources, debit);
          const total = amounts.reduce((sum, each) => sum + each, 0n);
          const sum = allocations.reduce((all, { amount }) => all + amount, 0n);
          const wanted = debit < total ? debit : total;
          expect(sum <= wanted).toBe(true);
          const rounding =
            strategy === 'PROPORTIONAL' ? BigInt(Math.max(0, amounts.length - 1)) : 0n;
          expect(wanted - sum <= rounding).toBe(true);
          for (const { provider, amount } of allocations) {
            const { available } = sources.find((source) => source.provider === provider)!;
            expect(amount > 0n && amount <= available).toBe(true);
          }
          if (debit >= total) expect(sum).toBe(total);
        },
      ),
    );
  });
});

describe('the order of spending', () => {
  it('gives turns, and says what the next debit takes', () => {
    const sources = sourcesOf(70n, 0n, 50n);
    expect([...spendingTurns('FIFO', sources).values()]).toEqual([1, null, 2]);
    expect([...spendingTurns('LIFO', sources).values()]).toEqual([2, null, 1]);
    expect([...spendingTurns('PROPORTIONAL', sources).values()]).toEqual([null, null, null]);
    expect(spendingSentence('FIFO', sources)).toEqual([
      'The next debit takes from p until its ',
      70n,
      ' is gone.',
    ]);
    expect(spendingSentence('PROPORTIONAL', sources).join('')).toContain('p and r');
    expect(spendingSentence('LIFO', sourcesOf(0n)).join('')).toContain('No tagged funds');
  });
});
