import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distribute } from './distribution';

const share = (identifier: string, distribution: string, preciseDistribution = '') => ({
  identifier,
  distribution,
  preciseDistribution,
});
const made = (total: bigint, ...shares: ReturnType<typeof share>[]) =>
  Object.fromEntries(distribute(total, shares, 100));

describe('distribute', () => {
  it('cuts a percentage off and gives what rounding lost to the largest', () => {
    expect(made(1001n, share('a', '30%'), share('b', 'left'))).toEqual({ a: 300n, b: 701n });
  });
  it('takes fixed shares in major and in minor units first', () => {
    const shares = [share('a', '2.5'), share('b', '', '50'), share('c', 'left')];
    expect(made(1000n, ...shares)).toEqual({ a: 250n, b: 50n, c: 700n });
  });
  it('gives a single unit to the first', () => {
    expect(made(1n, share('a', '10%'), share('b', '90%'))).toEqual({ a: 1n, b: 0n });
  });
  it.each([
    [[share('a', '80%'), share('b', '30%')], 'total distributions exceed 100% or total amount'],
    [[share('a', '11')], 'fixed amount exceeds remaining transaction amount'],
    [[share('a', 'x%')], 'invalid percentage format'],
    [[share('a', 'x')], 'invalid fixed amount format'],
    [[share('a', '50%'), share('a', 'left')], "multiple identifiers with 'left' distribution"],
  ])('refuses shares that cannot be: %j', (shares, message) => {
    expect(() => made(1000n, ...shares)).toThrow(message);
  });
  it('refuses a negative amount even without shares', () => {
    expect(() => made(-1n)).toThrow('total distributions exceed 100% or total amount');
  });

  it('always gives away exactly the whole when something takes the rest', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 2n, max: 10n ** 20n }),
        fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 5 }),
        (total, percents) => {
          const shares = percents.map((percent, i) => share(`p${i}`, `${percent}%`));
          const amounts = Object.values(made(total, ...shares, share('rest', 'left')));
          expect(amounts.reduce((sum, amount) => sum + amount, 0n)).toBe(total);
        },
      ),
    );
  });
});
