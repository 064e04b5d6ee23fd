import { describe, expect, it } from 'vitest';
import { listed, plainText, say, withCurrency } from './sentence';
import { orderSaid, signalSaid } from './sentences';

const CURRENCY = { currency: 'USD', decimals: 2 };

describe('the order of spending, in words', () => {
  const sources = [
    { provider: 'stripe', available: 7_000n },
    { provider: 'paypal', available: 5_000n },
  ];

  it.each([
    [false, 2, 'The next debit takes from stripe until its 70.00 is gone'],
    [
      true,
      2,
      'The next debit takes from stripe and paypal, each by its share of what is available',
    ],
    [true, 1, 'The next debit takes from stripe until its 70.00 is gone'],
    [false, 0, 'Nothing tagged is left: the next debit is not allocated'],
  ])('together %s, %i left', (together, left, sentence) => {
    expect(orderSaid({ together, providers: sources.slice(0, left) }, CURRENCY)).toBe(sentence);
  });

  it('writes minor units when the decimals are unknown', () => {
    const points = { currency: 'POINTS', decimals: null };
    expect(orderSaid({ together: false, providers: sources }, points)).toBe(
      'The next debit takes from stripe until its 7,000 is gone',
    );
  });
});

it('says who holds it when several balances share a shadow', () => {
  const over = {
    signal: 'over',
    amount: 6_000n,
    tagged: 12_000n,
    held: 6_000n,
    debitIds: [],
  } as const;
  expect(plainText(signalSaid({ ...over, balances: 1 }, 'Jane', CURRENCY))).toContain(
    'Lineage says 120.00 USD; the balance is 60.00 USD.',
  );
  expect(plainText(signalSaid({ ...over, balances: 3 }, 'Jane', CURRENCY))).toContain(
    'Lineage says 120.00 USD; the 3 balances that share it hold 60.00 USD.',
  );
});

describe('say', () => {
  it('keeps amounts apart and joins everything else', () => {
    const inner = say`from ${'stripe'} ${withCurrency(-5n, CURRENCY)}`;
    expect(say`${2} ${inner}, ${''}gone`).toEqual([
      '2 from stripe ',
      { amount: '−0.05 USD' },
      ', gone',
    ]);
    expect(plainText(inner)).toBe('from stripe −0.05 USD');
  });

  it('writes the amount it is given, whatever else knows of the currency', () => {
    expect(withCurrency(7_000n, { ...CURRENCY, minor: '0' } as typeof CURRENCY)).toEqual({
      amount: '70.00 USD',
    });
  });

  it('lists', () => {
    expect([[], ['a'], ['a', 'b'], ['a', 'b', 'c']].map(listed)).toEqual([
      '',
      'a',
      'a and b',
      'a, b and c',
    ]);
  });
});
