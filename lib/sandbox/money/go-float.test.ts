import { describe, expect, it } from 'vitest';
import { formatFloat } from './go-float';

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
