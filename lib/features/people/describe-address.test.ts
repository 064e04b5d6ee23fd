import { describe, expect, it } from 'vitest';
import { describeAddress } from './describe-address';

describe('describeAddress', () => {
  it.each([
    ['', null],
    ['127.0.0.1', 'This machine'],
    ['0000:0000:0000:0000:0000:0000:0000:0001', 'This machine'],
    ['2001:0db8:0000:0000:0000:0000:0000:0010', '2001:db8::10'],
    ['198.51.100.7', '198.51.100.7'],
    ['not:an:address', 'not:an:address'],
  ])('%j', (stored, expected) => expect(describeAddress(stored)).toBe(expected));
});
