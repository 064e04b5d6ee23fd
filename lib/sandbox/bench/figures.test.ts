import { expect, it } from 'vitest';
import { compare, median, verdict, type Turns } from './figures';

const turns = (first: number[], second = first): Turns => ({ first, second });

it('takes the middle, whatever the order and however far the rest is', () => {
  expect(median([9000, 1, 2])).toBe(2);
  expect(median([4, 1, 3, 2])).toBe(2.5);
  expect(() => median([])).toThrow();
});

it('sets the sides against each other and against themselves', () => {
  expect(compare(turns([4, 4, 4], [8, 8, 8]), turns([2, 2, 2]))).toEqual({
    sandboxMs: 6,
    coreMs: 2,
    ratio: 3,
    sandboxSelf: 0.5,
    coreSelf: 1,
  });
});

it.each([
  ['as quick as asked', turns([3]), turns([1]), true],
  ['too slow', turns([3.01]), turns([1]), false],
  ['quick, but unlike itself', turns([1], [2]), turns([1]), false],
  ['quick, against a Core unlike itself', turns([1]), turns([2], [1]), false],
])('judges what is %s', (_, sandbox, core, good) => {
  const told = verdict('x', compare(sandbox, core));
  expect(told.good).toBe(good);
  expect(told.line).toMatch(/^sandbox\/x: \d\.\d\d \(goal ≤ 3\)/);
});
