import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from './canonical-json';

/** Vectors that every implementation of the format must reproduce byte by byte. */
const VECTORS: [name: string, value: unknown, text: string][] = [
  ['nothing', {}, '{}'],
  ['literals', [null, true, false], '[null,true,false]'],
  ['integers', [0, -0, -1, 9007199254740991], '[0,0,-1,9007199254740991]'],
  ['keys by code unit', { b: 1, a: 2, A: 3, '10': 4, '9': 5 }, '{"10":4,"9":5,"A":3,"a":2,"b":1}'],
  [
    // RFC 8785 §3.2.3: U+1F600 is D83D DE00 in UTF-16, so it comes before U+FB33.
    'keys of the RFC',
    { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\u{1f600}': 5, '\u0080': 6, '\u00f6': 7 },
    '{"\\r":2,"1":4,"\u0080":6,"ö":7,"€":1,"\u{1f600}":5,"\ufb33":3}',
  ],
  [
    'strings of the RFC',
    '\u20ac$\u000f\u000aA\'\u0042\u0022\u005c\\"/',
    '"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"',
  ],
  ['left out', { a: undefined, b: { c: undefined } }, '{"b":{}}'],
  ['nested', { z: [{ y: 'x' }], a: '' }, '{"a":"","z":[{"y":"x"}]}'],
];

describe('canonicalJson', () => {
  it.each(VECTORS)('%s', (_name, value, text) => {
    expect(canonicalJson(value)).toBe(text);
  });

  it.each([
    ['a fraction', 0.5],
    ['an unsafe integer', 2 ** 53],
    ['infinity', Infinity],
    ['a bigint', 1n],
    ['a lone surrogate', '\ud83d'],
    ['a lone surrogate in a key', { '\ud83d': 1 }],
    ['a date', new Date(0)],
    ['a function', () => 1],
    ['undefined in a list', [undefined]],
  ])('refuses %s', (_name, value) => {
    expect(() => canonicalJson(value)).toThrow(TypeError);
  });

  it('writes every letter as JSON.stringify does, in the middle of a text too', () => {
    for (let code = 0; code < 0xd800; code += 1) {
      const text = `a${String.fromCharCode(code)}b`;
      expect(canonicalJson(text)).toBe(JSON.stringify(text));
    }
  });

  it('allows fractions where it is asked to, and writes them as the RFC does', () => {
    expect(canonicalJson({ a: 1e21, b: 0.1, c: [1e-7, -0] }, 'any')).toBe(
      '{"a":1e+21,"b":0.1,"c":[1e-7,0]}',
    );
    expect(() => canonicalJson(NaN, 'any')).toThrow(TypeError);
  });

  it('reads back as the same value and is a fixed point', () => {
    const json = fc.letrec((tie) => ({
      value: fc.oneof(
        { depthSize: 'small' },
        fc.string({ unit: 'binary' }),
        fc.maxSafeInteger().map((n) => (n === 0 ? 0 : n)),
        fc.boolean(),
        fc.constant(null),
        fc.array(tie('value')),
        // `__proto__` cannot be a plain property of a parsed object literal in every engine.
        fc.dictionary(
          fc.string({ unit: 'binary' }).filter((key) => key !== '__proto__'),
          tie('value'),
          { noNullPrototype: true },
        ),
      ),
    })).value;
    fc.assert(
      fc.property(json, (value) => {
        const text = canonicalJson(value);
        expect(JSON.parse(text)).toEqual(value);
        expect(canonicalJson(JSON.parse(text))).toBe(text);
      }),
    );
  });
});
