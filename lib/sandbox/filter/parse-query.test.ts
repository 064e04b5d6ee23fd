import { describe, expect, it } from 'vitest';
import { Query } from '../http/query';
import { spanOf } from './parse-moment';
import { parseFilterQuery, parseValue } from './parse-query';
import { Moment } from './types';

const parse = (text: string) => parseFilterQuery(new Query(text));

describe('parseFilterQuery', () => {
  it('takes the last part of a name for the operator, in any case', () => {
    expect(parse('created_at_GTEQ=x&identity_id_isnull=false').filters).toEqual([
      { field: 'created_at', operator: 'gte', value: 'x', values: [] },
      { field: 'identity_id', operator: 'isnull', value: null, values: [] },
    ]);
  });

  it('says nothing about what is no filter, and lets reserved names be', () => {
    const parsed = parse(
      'currency=USD&identity_id=x&currency_equals=USD&per_page_eq=1&instance_id=x',
    );
    expect(parsed.filters.map(({ field }) => field)).toEqual(['per_page']);
    expect(parsed.faults).toEqual([]);
  });

  it('reads only the first of equal names', () => {
    expect(parse('a_eq=x&a_eq=y').filters).toHaveLength(1);
  });

  it('splits lists and ranges', () => {
    expect(parse('a_in=1,%20b%20,true').filters[0]?.values).toEqual([1n, 'b', true]);
    expect(parse('a_between=1|2').filters[0]?.values).toEqual([1n, 2n]);
  });

  it.each([
    ['a_between=1', 'between operator requires exactly 2 pipe-separated values (value1|value2)'],
    [`a_in=${'x,'.repeat(100)}`, 'IN operator exceeds maximum values (100)'],
    [`a_eq=${'x'.repeat(1001)}`, 'value exceeds maximum length (1000 chars)'],
  ])('refuses %.20s…', (text, message) => {
    expect(parse(text).faults[0]?.Message).toBe(message);
  });

  it('takes twenty filters and no more', () => {
    const names = Array.from({ length: 21 }, (_, i) => `f${i}_eq=1`);
    const { filters, faults } = parse(names.join('&'));
    expect(filters).toHaveLength(20);
    expect(faults).toEqual([
      { Param: 'f20_eq', Message: 'exceeded maximum number of filters (20)' },
    ]);
  });

  it('knows how filters are joined', () => {
    expect(parse('logical_operator=OR').logic).toBe('or');
    expect(parse('logical_operator=%20and').logic).toBe('and');
    expect(parse('logical_operator=xor').faults).toEqual([
      { Param: 'logical_operator', Message: "invalid logical_operator: must be 'and' or 'or'" },
    ]);
  });
});

describe('parseValue', () => {
  it.each([
    ['007', 7n],
    ['1e5', 100000],
    ['9223372036854775808', 9223372036854775808],
    ['true', true],
    ['TRUE', 'TRUE'],
    ['', ''],
    ['2024-13-01', '2024-13-01'],
  ])('takes %j for %s', (text, value) => {
    expect(parseValue(text)).toBe(value);
  });

  it.each([
    ['2024-01-31', 'day', '2024-01-31T00:00:00Z', '2024-02-01T00:00:00Z'],
    ['2024/01/31', 'day', '2024-01-31T00:00:00Z', '2024-02-01T00:00:00Z'],
    ['2024-01-31T10:20', 'minute', '2024-01-31T10:20:00Z', '2024-01-31T10:21:00Z'],
    ['2024-01-31 10:20:30', 'second', '2024-01-31T10:20:30Z', '2024-01-31T10:20:31Z'],
    [
      '2024-01-31T10:20:30.25Z',
      'milliseconds',
      '2024-01-31T10:20:30.25Z',
      '2024-01-31T10:20:30.251Z',
    ],
    [
      '2024-01-31T10:20:30.123456Z',
      'microseconds',
      '2024-01-31T10:20:30.123456Z',
      '2024-01-31T10:20:30.123457Z',
    ],
  ])('takes %s for a time as exact as a %s', (text, precision, from, to) => {
    const moment = parseValue(text);
    if (!(moment instanceof Moment)) throw new Error('no time');
    expect(moment.precision).toBe(precision);
    expect(spanOf(moment).map((time) => time.text)).toEqual([from, to]);
  });
});
