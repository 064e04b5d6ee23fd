import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyPrecision, majorText, overdraftLimitMinor } from './amount';

const asked = (amount: number, precision: number) =>
  applyPrecision({ amount, precision, preciseAmount: null, amountString: '' });
const askedMinor = (preciseAmount: bigint, precision: number) =>
  applyPrecision({ amount: 0, precision, preciseAmount, amountString: '' });

describe('applyPrecision', () => {
  it.each([
    [0.1, 10, 1n],
    [0.29, 100, 29n],
    [1.005, 100, 101n],
    [2.675, 100, 268n],
    [0.5, 1, 1n],
    [-0.5, 1, -1n],
    [0.001, 100, 0n],
    [7, 0, 7n],
    [123456789.12, 100, 12345678912n],
    [1.5, 1e18, 1500000000000000000n],
  ])('makes minor units of %d at %d', (amount, precision, expected) => {
    expect(asked(amount, precision).preciseAmount).toBe(expected);
  });

  it('leaves the exact text empty until minor units are known, then rounds the amount too', () => {
    const first = asked(1.005, 100);
    expect(first).toMatchObject({ amount: 1.005, amountString: '' });
    expect(applyPrecision(first)).toMatchObject({ amount: 1.01, amountString: '1.01' });
  });

  it.each([
    [123456n, 1000, { amountString: '123.456', amount: 123.456 }],
    [1n, 3, { amountString: '0.3333333333333333', amount: 0.3333333333333333 }],
    [1n, 1e18, { amountString: '0', amount: 0 }],
    [
      12345678901234567890n,
      1e9,
      { amountString: '12345678901.23456789', amount: 12345678901.234568 },
    ],
    [9007199254740993n, 100, { amountString: '90071992547409.93', amount: 90071992547409.94 }],
    [10n ** 21n, 100, { amountString: '10000000000000000000', amount: 1e19 }],
  ])('derives the major amount of %d at %d', (minor, precision, expected) => {
    expect(askedMinor(minor, precision)).toMatchObject(expected);
  });

  it('counts a negative amount in minor units as none', () => {
    expect(askedMinor(-5n, 100).preciseAmount).toBe(0n);
  });

  it('brings every amount in minor units back unchanged', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 1n, max: 10n ** 15n }),
        fc.integer({ min: 0, max: 8 }),
        (n, d) => {
          const again = asked(Number(majorText(n, 10 ** d)), 10 ** d);
          expect(again.preciseAmount).toBe(n);
        },
      ),
    );
  });
});

describe('overdraftLimitMinor', () => {
  it('does not lose a cent to binary fractions', () => {
    expect(overdraftLimitMinor(0.29, 100)).toBe(29n);
  });
  it('wraps around beyond an int64, as Core does', () => {
    expect(overdraftLimitMinor(2 ** 63, 1)).toBe(-9223372036854775616n);
  });
});
