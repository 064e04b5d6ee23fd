import { describe, expect, it } from 'vitest';
import { percentDecode, Query } from './query';

describe('Query', () => {
  it('reads + as a space, and the first of equal names', () => {
    const query = new Query('a=1+2&a=%2B&b&=x');
    expect(query.get('a')).toBe('1 2');
    expect(query.all('a')).toEqual(['1 2', '+']);
    expect(query.get('b')).toBe('');
    expect(query.get('c')).toBeUndefined();
    expect([...query.firsts()]).toEqual([
      ['a', '1 2'],
      ['b', ''],
      ['', 'x'],
    ]);
  });

  it('leaves out what Go cannot read', () => {
    expect([...new Query('a=%zz&b=1;c=2&&d=4').firsts()]).toEqual([['d', '4']]);
  });
});

describe('percentDecode', () => {
  it('decodes bytes, and refuses half an escape', () => {
    expect(percentDecode('%E2%82%AC/ü')).toBe('€/ü');
    expect(percentDecode('%ff')).toBe('\ufffd');
    expect(percentDecode('%4')).toBeUndefined();
    expect(percentDecode('100%')).toBeUndefined();
  });
});
