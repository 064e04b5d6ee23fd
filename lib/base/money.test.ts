import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimalsOf, knownCurrencies } from './currencies';
import { moneyParts, moneyText, parseMajor } from './money';

describe('moneyParts', () => {
  it.each([
    ['1284500', 2, '', '12,845', '.00'],
    ['-5', 2, '−', '0', '.05'],
    ['-0', 2, '', '0', '.00'],
    ['48210300', 0, '', '48,210,300', ''],
    ['18204125', 3, '', '18,204', '.125'],
    ['9007199254740993', 2, '', '90,071,992,547,409', '.93'],
    [
      '1234567890123456789012345678901234567890',
      8,
      '',
      '12,345,678,901,234,567,890,123,456,789,012',
      '.34567890',
    ],
  ])('%s at %i decimals', (minor, decimals, sign, whole, fraction) => {
    expect(moneyParts({ minor, decimals })).toMatchObject({ sign, whole, fraction });
  });

  it('says minor units when the decimals are unknown', () => {
    expect(moneyText({ minor: '12500', currency: 'POINTS', decimals: null })).toBe(
      '12,500 minor units of POINTS',
    );
  });

  it('is read back digit by digit', () => {
    fc.assert(
      fc.property(fc.bigInt(), fc.integer({ min: 0, max: 18 }), (amount, decimals) => {
        const { sign, whole, fraction } = moneyParts({ minor: String(amount), decimals });
        expect(parseMajor(`${sign}${whole}${fraction}`, decimals)).toBe(String(amount));
      }),
    );
  });
});

describe('parseMajor', () => {
  it.each(['', '1.234', 'abc', '1e3', '--1', '.5', '1.2.3'])(
    'refuses %j at two decimals',
    (text) => {
      expect(parseMajor(text, 2)).toBeNull();
    },
  );
});

describe('currencies', () => {
  it('knows the decimals, and admits what it does not know', () => {
    expect(['USD', 'JPY', 'KWD', 'CLF', 'BTC', 'POINTS', 'usd'].map((c) => decimalsOf(c))).toEqual([
      2,
      0,
      3,
      4,
      8,
      null,
      null,
    ]);
    expect(decimalsOf('POINTS', { POINTS: 0 })).toBe(0);
  });

  it('lists each code once', () => {
    const codes = knownCurrencies({ USD: 2, POINTS: 0 }).map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
    expect(codes).toContain('POINTS');
  });
});
