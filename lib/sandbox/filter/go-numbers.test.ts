import { describe, expect, it } from 'vitest';
import { parseFloat64, parseInt64, parseInteger, plainDigits } from './go-numbers';

describe('numbers as Go reads them', () => {
  it.each([
    ['007', 7n],
    ['+5', 5n],
    ['-9223372036854775808', -9223372036854775808n],
    ['9223372036854775808', undefined],
    ['1_000', undefined],
    ['1e5', undefined],
    ['', undefined],
  ])('parseInt64(%j) is %s', (text, value) => {
    expect(parseInt64(text)).toBe(value);
  });

  it.each([
    ['1_000', 1000],
    ['1_0.5', 10.5],
    ['_1', undefined],
    ['1__0', undefined],
    ['0x1p-2', 0.25],
    ['0x_1p3', 8],
    ['0x10', undefined],
    ['inf', Infinity],
    ['-Infinity', -Infinity],
    ['NaN', NaN],
    ['-nan', undefined],
    ['1e400', undefined],
    ['1.', 1],
    ['.5', 0.5],
    ['1e5', 100000],
    ['abc', undefined],
    ['', undefined],
  ])('parseFloat64(%j) is %s', (text, value) => {
    expect(parseFloat64(text)).toBe(value);
  });

  it('keeps limits within what a number can hold', () => {
    expect(parseInteger('9223372036854775807')).toBe(Number.MAX_SAFE_INTEGER);
    expect(parseInteger('9223372036854775808')).toBeUndefined();
  });

  it.each([
    [1e21, '1000000000000000000000'],
    [1e-9, '0.000000001'],
    [-1.5e-7, '-0.00000015'],
    [1.25e22, '12500000000000000000000'],
    [0.1, '0.1'],
    [-0, '-0'],
    [Infinity, '+Inf'],
    [NaN, 'NaN'],
  ])('plainDigits(%s) is %s', (value, text) => {
    expect(plainDigits(value)).toBe(text);
  });
});
