import { describe, expect, it } from 'vitest';
import { Query } from '../http/query';
import { listStatement } from './list-statement';
import { parseFilterQuery } from './parse-query';
import type { Filter, FilterTable } from './types';

const PAGE = { select: 'x', limit: 10n, offset: 0n };

const ofQuery = (text: string, table: FilterTable = 'balances') =>
  listStatement({ table, ...parseFilterQuery(new Query(text)), ...PAGE });

const ofFilters = (filters: Partial<Filter>[], table: FilterTable = 'balances') =>
  listStatement({
    table,
    logic: 'and',
    filters: filters.map((filter) => ({
      field: 'currency',
      operator: 'eq',
      value: null,
      values: [],
      ...filter,
    })),
    ...PAGE,
  });

describe('listStatement', () => {
  it('is newest first without filters', () => {
    expect(ofQuery('')).toEqual({
      text: 'SELECT x FROM blnk.balances ORDER BY created_at DESC LIMIT $1 OFFSET $2',
      values: ['10', '0'],
    });
  });

  it('keeps every value out of its text', () => {
    const { text, values } = ofQuery("currency_eq=U'SD&indicator_in=@a,@b&logical_operator=or");
    expect(text).toContain('WHERE (currency = $1) OR (indicator = ANY($2)) ORDER BY');
    expect(values).toEqual(["U'SD", '{"@a","@b"}', '10', '0']);
  });

  it('quotes the elements of an array', () => {
    expect(ofFilters([{ operator: 'in', values: ['a"b', 'c\\d', 'e,f'] }]).values?.[0]).toBe(
      '{"a\\"b","c\\\\d","e,f"}',
    );
  });

  it('compares a date by its span only when it is to be equal', () => {
    expect(ofQuery('created_at_eq=2024-01-31').text).toContain(
      'created_at >= $1 AND created_at < $2',
    );
    expect(ofQuery('created_at_gt=2024-01-31')).toMatchObject({
      text: expect.stringContaining('created_at > $1'),
      values: ['2024-01-31 00:00:00Z', '10', '0'],
    });
  });

  it('looks into metadata by containment, text or number', () => {
    const { text, values } = ofQuery(
      'meta_data.a_eq=1&meta_data.b_like=x&meta_data.c_gt=2&meta_data.d_isnull=',
    );
    expect(text).toContain(
      "meta_data @> $1::jsonb AND meta_data->>'b' LIKE $2 AND (meta_data->>'c')::numeric > $3",
    );
    expect(text).toContain("(meta_data->>'d' IS NULL OR meta_data ? 'd' = false)");
    expect(values?.slice(0, 3)).toEqual(['{"a":1}', 'x', '2']);
  });

  it('finds transactions by either side, and by the name of either side', () => {
    const { text } = ofFilters(
      [
        { field: 'balance_id', value: 'bln_1' },
        { field: 'indicator', operator: 'like', value: '@w%' },
      ],
      'transactions',
    );
    expect(text).toMatch(/^WITH _indicator_matches AS \(SELECT .* b\.indicator LIKE \$2\) SELECT/);
    expect(text).toContain('(source = $1 OR destination = $1)');
  });

  it.each<[Partial<Filter>, string]>([
    [{ field: 'x' }, "Invalid filter: invalid field 'x' for table 'balances'"],
    [{ field: 'version' }, "Invalid filter: invalid field 'version' for table 'balances'"],
    [
      { operator: 'neq' },
      "Invalid filter: invalid operator 'neq' for field 'currency': must be one of eq, ne, gt, gte, lt, lte, in, between, like, ilike, isnull, isnotnull",
    ],
    [
      { operator: 'in' },
      "Invalid filter: operator 'in' for field 'currency' requires at least one value in 'values'",
    ],
    [
      { operator: 'between', values: ['a'] },
      "Invalid filter: operator 'between' for field 'currency' requires exactly two values in 'values', got 1",
    ],
    [
      { field: 'meta_data._a' },
      "Invalid filter: invalid JSON key '_a' in field 'meta_data._a': must match pattern ^[a-zA-Z][a-zA-Z0-9_]*$",
    ],
  ])('refuses %j', (filter, message) => {
    expect(() => ofFilters([filter])).toThrow(message);
  });

  it('refuses comparing the virtual balance of a transaction', () => {
    expect(() =>
      ofFilters([{ field: 'balance_id', operator: 'gt', value: 'x' }], 'transactions'),
    ).toThrow(
      "operator 'gt' is not supported for field 'balance_id' on transactions: must be one of eq, ne, in, isnull, isnotnull",
    );
  });

  it('has no parameter for a list or an object', () => {
    expect(() => ofFilters([{ value: ['a'] }])).toThrow('unsupported type');
    expect(() => ofFilters([{ value: new Map() }])).toThrow('unsupported type');
  });
});
