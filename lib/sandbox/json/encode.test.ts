import { describe, expect, it } from 'vitest';
import { encodeJson } from './encode';
import { JsonNumber } from './values';

describe('encodeJson', () => {
  it('spells floats as Go does', () => {
    const floats = [1e20, 1e21, 1e-6, 1e-7, 123456789.123, -0, 0.1, 1e100, 5e-324, 100];
    expect(encodeJson(floats)).toBe(
      '[100000000000000000000,1e+21,0.000001,1e-7,123456789.123,-0,0.1,1e+100,5e-324,100]',
    );
  });

  it('refuses what JSON cannot say', () => {
    expect(() => encodeJson(Infinity)).toThrow('unsupported value');
    expect(() => encodeJson(NaN)).toThrow('unsupported value');
  });

  it('writes integers of any length digit by digit', () => {
    expect(encodeJson([123456789012345678901234567890n, new JsonNumber('1.50')])).toBe(
      '[123456789012345678901234567890,1.50]',
    );
  });

  it('escapes for HTML, and line separators', () => {
    expect(encodeJson('\u2028\u2029<>&\u007f\u0000\b\f\t\n\r"\\/é😀\ud800')).toBe(
      '"\\u2028\\u2029\\u003c\\u003e\\u0026\u007f\\u0000\\b\\f\\t\\n\\r\\"\\\\/é😀\ufffd"',
    );
  });

  it('sorts the keys of maps by their bytes', () => {
    const map = new Map(['b', 'a', 'Z', '\uffee', '😀', '_', '10', '9'].map((key) => [key, 1]));
    expect(encodeJson(map)).toBe('{"10":1,"9":1,"Z":1,"_":1,"a":1,"b":1,"\uffee":1,"😀":1}');
  });

  it('keeps the order of structs and leaves out what is undefined', () => {
    expect(encodeJson({ b: 1, a: undefined, c: null })).toBe('{"b":1,"c":null}');
  });
});
