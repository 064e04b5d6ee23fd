import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allocate, type AllocationSource } from './allocation';

const funds = (...available: bigint[]): AllocationSource[] =>
  available.map((amount, i) => ({
    shadowBalanceId: 'pqrst'[i]!,
    available: amount,
    mappedAt: BigInt(i),
  }));
const shares = (sources: AllocationSource[], amount: bigint, strategy: string) =>
  allocate(sources, amount, strategy).map((share) => [share.shadowBalanceId, share.amount]);

describe('allocate', () => {
  it('FIFO spends the provider that came first', () => {
    expect(shares(funds(70n, 50n), 80n, 'FIFO')).toEqual([
      ['p', 70n],
      ['q', 10n],
    ]);
  });
  it('LIFO spends the provider that came last', () => {
    expect(shares(funds(70n, 50n), 80n, 'LIFO')).toEqual([
      ['q', 50n],
      ['p', 30n],
    ]);
  });
  it('PROPORTIONAL cuts off and leaves the rest to the last', () => {
    expect(shares(funds(100n, 50n), 80n, 'PROPORTIONAL')).toEqual([
      ['p', 53n],
      ['q', 27n],
    ]);
  });
  it('PROPORTIONAL can lose units to the cap of the last', () => {
    expect(shares(funds(5n, 5n, 1n), 10n, 'PROPORTIONAL')).toEqual([
      ['p', 4n],
      ['q', 4n],
      ['r', 1n],
    ]);
  });
  it('takes an unknown strategy for FIFO', () => {
    expect(shares(funds(1n, 1n), 1n, 'SOMETHING')).toEqual([['p', 1n]]);
  });
  it('allocates nothing of nothing', () => {
    expect(allocate([], 5n, 'FIFO')).toEqual([]);
    expect(allocate(funds(5n), 0n, 'PROPORTIONAL')).toEqual([]);
  });

  it('never gives more than there is or was asked for', () => {
    const amounts = fc.array(fc.bigInt({ min: 1n, max: 10n ** 25n }), {
      minLength: 1,
      maxLength: 5,
    });
    const strategies = fc.constantFrom('FIFO', 'LIFO', 'PROPORTIONAL');
    fc.assert(
      fc.property(
        amounts,
        fc.bigInt({ min: 1n, max: 10n ** 26n }),
        strategies,
        (list, amount, how) => {
          const sources = funds(...list);
          const total = list.reduce((sum, n) => sum + n, 0n);
          const given = allocate(sources, amount, how);
          const sum = given.reduce((all, share) => all + share.amount, 0n);
          const most = amount < total ? amount : total;
          expect(sum).toBeLessThanOrEqual(most);
          // Only PROPORTIONAL may miss some, less than one unit for each provider.
          const lost = how === 'PROPORTIONAL' ? BigInt(list.length) - 1n : 0n;
          expect(sum).toBeGreaterThanOrEqual(most - lost);
          for (const share of given) {
            const source = sources.find((s) => s.shadowBalanceId === share.shadowBalanceId)!;
            expect(share.amount).toBeLessThanOrEqual(source.available);
          }
        },
      ),
    );
  });
});
