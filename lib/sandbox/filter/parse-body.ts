import { Refusal } from '../errors/core-error';
import type { RequestBody } from '../http/request-body';
import { any, bindJson, bool, int, list, struct, text } from '../json/bind';
import { parseLogic } from './parse-query';
import { FIELDS, type FilterSet, type FilterTable, type ListOptions } from './types';

const filterRequest = struct('api.FilterRequest', {
  filters: list(
    struct('filter.QueryFilter', {
      field: text(),
      operator: text('filter.Operator'),
      value: any(),
      values: list(any()),
    }),
  ),
  logical_operator: text(),
  limit: int(),
  offset: int(),
  sort_by: text(),
  sort_order: text(),
  include_count: bool(),
});

export interface FilterRequest extends FilterSet, ListOptions {
  readonly limit: bigint;
  readonly offset: bigint;
}

/**
 * The body of a `POST /x/filter` (contract 4.2). A limit outside 1 to 100 becomes 20; an unknown sort falls back
 * without a word.
 *
 * @throws Refusal 400 GEN_VALIDATION_ERROR for what cannot be read.
 */
export function parseFilterBody(body: RequestBody, table: FilterTable): FilterRequest {
  const given = bindJson(body, filterRequest, { code: 'GEN_VALIDATION_ERROR' });
  const logic = parseLogic(given.logical_operator);
  if (!logic) {
    throw new Refusal('GEN_VALIDATION_ERROR', "invalid logical_operator: must be 'and' or 'or'");
  }
  const sortBy = given.sort_by.trim().toLowerCase();
  return {
    filters: (given.filters ?? []).map((filter) => ({
      field: filter.field,
      operator: filter.operator,
      value: filter.value ?? null,
      values: (filter.values ?? []).map((value) => value ?? null),
    })),
    logic,
    limit: given.limit <= 0n || given.limit > 100n ? 20n : given.limit,
    offset: given.offset < 0n ? 0n : given.offset,
    sortBy: FIELDS[table].has(sortBy) ? sortBy : '',
    ascending: given.sort_order.trim().toLowerCase() === 'asc',
    includeCount: given.include_count,
  };
}
