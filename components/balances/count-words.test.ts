import { expect, it } from 'vitest';
import { countWords } from './count-words';

const middle = { rows: 50, isNewest: false, isOldest: false, moreThan: undefined };

it.each([
  [{ rows: 0, isNewest: true, isOldest: true }, ''],
  [{ rows: 1, isNewest: true, isOldest: true }, '1 of 1'],
  [{ rows: 37, isNewest: true, isOldest: true }, '1–37 of 37'],
  [{ isNewest: true }, '1–50'],
  [{ isNewest: true, moreThan: 10_000 }, '1–50 of 10,000+'],
  [{ isNewest: true, moreThan: null }, '1–50 of up to 10,000'],
  [{}, '50 balances'],
  [{ moreThan: 10_000 }, '50 of 10,000+'],
  [{ isOldest: true, rows: 12, moreThan: 10_000 }, 'The oldest 12 of 10,000+'],
])('claims no more than was seen: %j', (known, words) => {
  expect(countWords({ ...middle, ...known })).toBe(words);
});
