import { describe, expect, it } from 'vitest';
import { differences } from './compare';
import { parseJson, plainNumber } from './json-text';

const compare = (want: string, got: string, strictOrder = false) =>
  differences(parseJson(want), parseJson(got), { strictOrder });

describe('differences', () => {
  it.each([
    ['1000', '1e3'],
    ['"<id:bln>"', '"bln_0a0b0c0d-0000-4000-8000-000000000000"'],
    [
      '"at <time:us> by <uuid>"',
      '"at 2026-01-02T03:04:05.6Z by 0a0b0c0d-0000-4000-8000-000000000000"',
    ],
    ['"<int>"', '123456789012345678901234567890'],
    ['"<any>"', '{"a":[1]}'],
    ['["<unordered>",{"a":1},{"a":"<any>"}]', '[{"a":2},{"a":1}]'],
    ['["<contains>",2]', '[1,2,3]'],
    ['["<length:2>"]', '[1,2]'],
    ['["<sorted:/k>",{"k":"b"},{"k":"a"}]', '[{"k":"a"},{"k":"b"}]'],
    ['{"a":1,"b":2}', '{"b":2,"a":1}'],
  ])('finds none between %s and %s', (want, got) => {
    expect(compare(want, got)).toEqual([]);
  });

  it.each([
    ['9007199254740993', '9007199254740992'],
    ['1', '"1"'],
    ['null', '{}'],
    ['"<time:us>"', '"2026-01-02T03:04:05.1234567Z"'],
    ['"<time:ns>"', '"2026-01-02T03:04:05+00:00"'],
    ['"<int>"', '1.5'],
    ['"a.c"', '"abc"'],
    ['{"a":1}', '{}'],
    ['{}', '{"a":1}'],
    ['[1]', '[1,1]'],
    ['["<unordered>","<any>",1]', '[2,3]'],
    ['["<contains>",1,1]', '[1,2]'],
    ['["<length:2>"]', '[1]'],
    ['["<sorted:/k>",{"k":"b"},{"k":"a"}]', '[{"k":"b"},{"k":"a"}]'],
  ])('finds one between %s and %s', (want, got) => {
    expect(compare(want, got)).not.toEqual([]);
  });

  it('names the place', () => {
    expect(compare('{"a":[{"b":1}]}', '{"a":[{"b":2}]}')).toEqual(['/a/0/b expected 1 got 2']);
  });

  it('compares the order of keys when asked to', () => {
    expect(compare('[{"a":1,"b":2}]', '[{"b":2,"a":1}]', true)).toEqual([
      '/0 key order expected a,b got b,a',
    ]);
  });
});

describe('plainNumber', () => {
  it.each([
    ['0.10', '1e-1'],
    ['1E+2', '1e2'],
    ['-0', '0e0'],
    ['-1200', '-12e2'],
  ])('spells %s as %s', (raw, plain) => {
    expect(plainNumber(raw)).toBe(plain);
  });
});
