import { expect, it } from 'vitest';
import { heldWords } from './held-words';

const held = (...counts: [currency: string, count: number][]) => ({
  total: counts.reduce((sum, [, count]) => sum + count, 0),
  more: false,
  byCurrency: counts.map(([currency, count]) => ({ currency, count })),
});

it.each([
  [null, 'Could not be read'],
  [held(), 'None yet'],
  [held(['EUR', 1]), '1: EUR'],
  [held(['USD', 3], ['EUR', 1]), '4: 3 USD, 1 EUR'],
  [
    held(['USD', 3], ['EUR', 2], ['NGN', 1], ['JPY', 1], ['KWD', 1]),
    '8: 3 USD, 2 EUR, 1 NGN, 1 JPY, 1 more currency',
  ],
  [{ ...held(['USD', 100]), more: true }, '100+'],
])('%j', (given, words) => {
  expect(heldWords(given)).toBe(words);
});
