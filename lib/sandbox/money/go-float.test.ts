import { describe, expect, it } from 'vitest';
import { formatFloat, twoDecimals } from './go-float';

describe('formatFloat', () => {
  it.each([
    [0, '0'],
    [-0, '-0'],
    [12.5, '12.5'],
    [0.1 + 0.2, '0.30000000000000004'],
    [1e-8, '0.00000001'],
    [1.5e-9, '0.0000000015'],
    [-2.5e-7, '-0.00000025'],
    [1e21, '1000000000000000000000'],
    [-1.25e22, '-12500000000000000000000'],
    [1234567890123456.8, '1234567890123456.8'],
  ])('writes %d without an exponent', (value, expected) => {
    expect(formatFloat(value)).toBe(expected);
  });
});

describe('twoDecimals', () => {
  it.each([
    [12.5, '12.50'],
    [0.125, '0.12'],
    [0.375, '0.38'],
    [-0.125, '-0.12'],
    [999.999, '1000.00'],
    [1.005, '1.00'],
  ])('writes %d with two decimals, a half going to the even one', (value, expected) => {
    expect(twoDecimals(value)).toBe(expected);
  });
});
