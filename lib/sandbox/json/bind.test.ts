import { describe, expect, it } from 'vitest';
import { ZERO_TIME } from '../clock/go-time';
import { RequestBody } from '../http/request-body';
import * as go from './bind';

const inner = go.struct('model.Inner', { identifier: go.text(), n: go.int() });
const spec = go.struct('model.T', {
  a: go.text(),
  f: go.float(),
  i: go.int('int64'),
  b: go.bool(),
  p: go.bigInt(),
  m: go.anyMap(),
  l: go.list(inner),
  s: go.list(go.text()),
  in: inner,
  d: go.time(),
});
const bind = (text: string) => go.bindJson(new RequestBody(Buffer.from(text)), spec);

/** What Go 1.26 answers, read off a Go program with the same struct. */
const REFUSALS: readonly (readonly [string, string])[] = [
  ['[1]', 'json: cannot unmarshal array into Go value of type model.T'],
  ['1', 'json: cannot unmarshal number into Go value of type model.T'],
  ['{"a":1}', 'json: cannot unmarshal number into Go struct field T.a of type string'],
  ['{"a":true}', 'json: cannot unmarshal bool into Go struct field T.a of type string'],
  ['{"f":1e400}', 'json: cannot unmarshal number 1e400 into Go struct field T.f of type float64'],
  ['{"i":1.5}', 'json: cannot unmarshal number 1.5 into Go struct field T.i of type int64'],
  [
    '{"i":99999999999999999999}',
    'json: cannot unmarshal number 99999999999999999999 into Go struct field T.i of type int64',
  ],
  ['{"b":1}', 'json: cannot unmarshal number into Go struct field T.b of type bool'],
  ['{"p":"1"}', 'math/big: cannot unmarshal "\\"1\\"" into a *big.Int'],
  ['{"p":1.0}', 'math/big: cannot unmarshal "1.0" into a *big.Int'],
  [
    '{"m":[]}',
    'json: cannot unmarshal array into Go struct field T.m of type map[string]interface {}',
  ],
  [
    '{"m":{"a":1e400}}',
    'json: cannot unmarshal number 1e400 into Go struct field T.m of type float64',
  ],
  ['{"l":{}}', 'json: cannot unmarshal object into Go struct field T.l of type []model.Inner'],
  ['{"l":[1]}', 'json: cannot unmarshal number into Go struct field T.l of type model.Inner'],
  [
    '{"l":[{"identifier":1}]}',
    'json: cannot unmarshal number into Go struct field Inner.l.identifier of type string',
  ],
  ['{"in":{"n":"x"}}', 'json: cannot unmarshal string into Go struct field Inner.in.n of type int'],
  ['{"s":[1]}', 'json: cannot unmarshal number into Go struct field T.s of type string'],
  ['{"d":1}', 'Time.UnmarshalJSON: input is not a JSON string'],
  [
    '{"d":"1990-01-01"}',
    'parsing time "1990-01-01" as "2006-01-02T15:04:05Z07:00": cannot parse "" as "T"',
  ],
  ['{"a":1,"f":"x"}', 'json: cannot unmarshal number into Go struct field T.a of type string'],
  // A key that stands there twice is read twice.
  ['{"a":1,"a":"x"}', 'json: cannot unmarshal number into Go struct field T.a of type string'],
  ['{"p":"1","p":2}', 'math/big: cannot unmarshal "\\"1\\"" into a *big.Int'],
  [
    '{"m":{"a":1e400,"a":1}}',
    'json: cannot unmarshal number 1e400 into Go struct field T.m of type float64',
  ],
  // A fault of a type's own reader ends the reading; others are only noted.
  [
    '{"a":1,"d":"x"}',
    'parsing time "x" as "2006-01-02T15:04:05Z07:00": cannot parse "x" as "2006"',
  ],
];

describe('bindJson', () => {
  it.each(REFUSALS)('refuses %s as Go does', (text, message) => {
    expect(() => bind(text)).toThrow(expect.objectContaining({ message }));
  });

  it('has the zero value for what is absent or null', () => {
    const zero = {
      a: '',
      f: 0,
      i: 0n,
      b: false,
      p: null,
      m: null,
      l: null,
      s: null,
      in: { identifier: '', n: 0n },
      d: ZERO_TIME,
    };
    expect(bind('{}')).toEqual(zero);
    expect(bind('null')).toEqual(zero);
    expect(bind('{"a":null,"p":null,"m":null,"l":null,"d":null}')).toEqual(zero);
  });

  it('matches keys in any case and ignores unknown ones', () => {
    expect(bind('{"A":"x","zzz":1}').a).toBe('x');
  });

  // What Go 1.26 answers, read off the same program.
  it.each([
    ['{"a":"x","a":"y"}', { a: 'y' }],
    ['{"a":"x","A":"y"}', { a: 'y' }],
    ['{"a":"x","a":null}', { a: 'x' }],
    ['{"p":1,"p":null}', { p: null }],
    ['{"m":{"a":1},"m":null}', { m: null }],
    [
      '{"m":{"a":1,"b":{"c":1}},"m":{"b":{"d":2}}}',
      {
        m: new Map<string, unknown>([
          ['a', 1],
          ['b', new Map([['d', 2]])],
        ]),
      },
    ],
    ['{"m":{"a":1,"a":2}}', { m: new Map([['a', 2]]) }],
    ['{"in":{"identifier":"a","n":1},"in":{"n":2}}', { in: { identifier: 'a', n: 2n } }],
    ['{"in":{"n":1},"in":null}', { in: { identifier: '', n: 1n } }],
    ['{"l":[{"identifier":"q","n":1},{"n":2}],"l":[{"n":3}]}', { l: [{ identifier: 'q', n: 3n }] }],
    ['{"s":["a","b"],"s":[null]}', { s: ['a'] }],
    ['{"l":[{"n":1}],"l":[],"l":[{}]}', { l: [{ identifier: '', n: 0n }] }],
  ])('reads a repeated key over what stood there before: %s', (text, part) => {
    expect(bind(text)).toMatchObject(part);
  });

  it('reads integers of any length, and numbers of maps through float64', () => {
    const bound = bind('{"p":123456789012345678901234567890,"m":{"n":9007199254740993}}');
    expect(bound.p).toBe(123456789012345678901234567890n);
    expect(bound.m?.get('n')).toBe(9007199254740992);
  });

  it('reads a list with null in it', () => {
    expect(bind('{"s":["a",null]}').s).toEqual(['a', '']);
    expect(bind('{"l":[null]}').l).toEqual([{ identifier: '', n: 0n }]);
    const free = go.struct('model.F', { v: go.list(go.any()), m: go.list(go.anyMap()) });
    const body = new RequestBody(Buffer.from('{"v":[null,1],"m":[null]}'));
    expect(go.bindJson(body, free)).toEqual({ v: [null, 1], m: [null] });
  });

  it('asks for required fields by their Go names, all at once', () => {
    const request = go.struct('model.R', {
      name: go.required('Name', go.text()),
      list: go.required('List', go.list(go.text())),
      at: go.required('At', go.time()),
    });
    const body = (text: string) => new RequestBody(Buffer.from(text));
    const fault = (name: string) =>
      `Key: 'R.${name}' Error:Field validation for '${name}' failed on the 'required' tag`;
    expect(() => go.bindJson(body('{"name":""}'), request)).toThrow(
      ['Name', 'List', 'At'].map(fault).join('\n'),
    );
    const given = '{"name":" ","list":[],"at":"2026-01-01T00:00:00Z"}';
    expect(go.bindJson(body(given), request).list).toEqual([]);
  });

  it('tells a body that was cut off by the limit', () => {
    const cut = new RequestBody(Buffer.from('{"a":"xxx'), true);
    expect(() => go.bindJson(cut, spec)).toThrow('http: request body too large');
  });
});
