import { describe, expect, it } from 'vitest';
import { decodeFirst, decodeWhole } from './decode';
import { JsonNumber } from './values';

/** What Go 1.26 answers to each text, read off a Go program. */
const REFUSALS: readonly (readonly [string, string])[] = [
  ['', 'EOF'],
  [' ', 'EOF'],
  ['{', 'unexpected EOF'],
  ['nul', 'unexpected EOF'],
  ['{"a"', 'unexpected EOF'],
  ['{"a":1', 'unexpected EOF'],
  ['{"a":"x', 'unexpected EOF'],
  ['-', 'unexpected EOF'],
  ['1e', 'unexpected EOF'],
  ['{b}', "invalid character 'b' looking for beginning of object key string"],
  ["{'a':1}", "invalid character '\\'' looking for beginning of object key string"],
  ['{"a":1,}', "invalid character '}' looking for beginning of object key string"],
  ['{"a" 1}', "invalid character '1' after object key"],
  ['{"a":1 "b"', "invalid character '\"' after object key:value pair"],
  ['{"a":01}', "invalid character '1' after object key:value pair"],
  ['[1,]', "invalid character ']' looking for beginning of value"],
  ['[1 2]', "invalid character '2' after array element"],
  ['}', "invalid character '}' looking for beginning of value"],
  ['{"a":-}', "invalid character '}' in numeric literal"],
  ['1.x', "invalid character 'x' after decimal point in numeric literal"],
  ['{"a":1ex}', "invalid character 'x' in exponent of numeric literal"],
  ['{"a":tru}', "invalid character '}' in literal true (expecting 'e')"],
  ['tRue', "invalid character 'R' in literal true (expecting 'r')"],
  ['{"a":"x\\q"}', "invalid character 'q' in string escape code"],
  ['{"a":"\\u12g4"}', "invalid character 'g' in \\u hexadecimal character escape"],
  ['{"a":"x\ny"}', "invalid character '\\n' in string literal"],
  ['{"a":"\u0001"}', "invalid character '\\x01' in string literal"],
  ['\u0000', "invalid character '\\x00' looking for beginning of value"],
  ['\ufeff{}', "invalid character 'ï' looking for beginning of value"],
  ['é', "invalid character 'Ã' looking for beginning of value"],
];

describe('decodeFirst', () => {
  it.each(REFUSALS)('refuses %j as Go does', (text, message) => {
    expect(() => decodeFirst(Buffer.from(text))).toThrow(message);
  });

  it('ignores what follows the first value', () => {
    expect(decodeFirst(Buffer.from('{} x'))).toEqual(new Map());
    expect(decodeFirst(Buffer.from('1x'))).toEqual(new JsonNumber('1'));
  });

  it('keeps every digit and the order of keys', () => {
    const value = decodeFirst(Buffer.from('{"b":12345678901234567890.10,"1":1E+2,"a":null}'));
    expect([...(value as Map<string, unknown>)]).toEqual([
      ['b', new JsonNumber('12345678901234567890.10')],
      ['1', new JsonNumber('1E+2')],
      ['a', null],
    ]);
  });

  it('lets the last of equal keys count', () => {
    const value = decodeFirst(Buffer.from('{"a":1,"b":2,"a":3}'));
    expect([...(value as Map<string, unknown>)]).toEqual([
      ['b', new JsonNumber('2')],
      ['a', new JsonNumber('3')],
    ]);
  });

  it('reads escapes, UTF-8 and halves of surrogate pairs', () => {
    expect(decodeFirst(Buffer.from('"\\ud83d\\ude00 ü \\/ \\t"'))).toBe('😀 ü / \t');
    expect(decodeFirst(Buffer.from('"\\ud800"'))).toBe('\ufffd');
    expect(decodeFirst(Buffer.from([0x22, 0xff, 0x22]))).toBe('\ufffd');
  });

  it('stops at a depth, however deep the text goes', () => {
    const nested = (levels: number) => Buffer.from('['.repeat(levels) + ']'.repeat(levels));
    expect(decodeFirst(nested(2_500))).toBeInstanceOf(Array);
    expect(() => decodeFirst(nested(2_000_000))).toThrow('exceeded max depth');
  });
});

describe('decodeWhole', () => {
  it('wants nothing after the value', () => {
    expect(decodeWhole(Buffer.from(' [] '))).toEqual([]);
    expect(() => decodeWhole(Buffer.from('{} x'))).toThrow(
      "invalid character 'x' after top-level value",
    );
  });
});
