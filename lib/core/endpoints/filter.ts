import 'server-only';
import { assert } from '@/lib/base/assert';

/** The operators of Core's filter language that we use (contract 4.2). */
export type Operator =
  'eq' | 'ne' | 'gt' | 'gte' | 'lt' | 'lte' | 'in' | 'like' | 'ilike' | 'isnull' | 'isnotnull';

/** One condition. Values are always text: PostgreSQL casts them, and no digit is lost (contract 4.2). */
export type Condition<Field extends string> =
  | { field: Field; operator: Exclude<Operator, 'in' | 'isnull' | 'isnotnull'>; value: string }
  | { field: Field; operator: 'in'; values: readonly string[] }
  | { field: Field; operator: 'isnull' | 'isnotnull' };

export type Filter<Field extends string, Sortable extends string> = {
  conditions: readonly Condition<Field>[];
  /** Default `and`. There is no nesting. */
  any?: boolean;
  sortBy?: Sortable;
  sortOrder?: 'asc' | 'desc';
  limit: number;
  /** Cost grows with it; only the probe of the balances list uses one (design §3). */
  offset?: number;
};

/** Above it Core falls back to 20 rows without a word (contract 4.2). */
export const MAX_ROWS = 100;

/** The body of `POST /…/filter`. `include_count` is never sent: it counts every match (contract 4.5). */
export function filterBody<F extends string, S extends string>(filter: Filter<F, S>): object {
  assert(filter.limit >= 1 && filter.limit <= MAX_ROWS, `a filter asks for 1 to ${MAX_ROWS} rows`);
  return {
    filters: filter.conditions,
    ...(filter.any && { logical_operator: 'or' }),
    ...(filter.sortBy && { sort_by: filter.sortBy, sort_order: filter.sortOrder ?? 'asc' }),
    limit: filter.limit,
    ...(filter.offset && { offset: filter.offset }),
  };
}

/** Longest value of a GET filter; about 24 ids in one `in` (contract 4.1). */
const MAX_GET_VALUE = 1000;

/**
 * The same conditions as query parameters, for a key that may not POST. Only what GET reads the same
 * way: no `eq` on times, which means a range there, and nothing that looks like a number (contract
 * 4.1). Order is always created_at, newest first.
 */
export function filterQuery<F extends string>(
  conditions: readonly Condition<F>[],
  limit: number,
): Record<string, string> {
  const query: Record<string, string> = { limit: String(limit) };
  for (const condition of conditions) {
    const value =
      condition.operator === 'in'
        ? condition.values.join(',')
        : 'value' in condition
          ? condition.value
          : // The value is ignored, `false` too (contract trap 29).
            'true';
    assert(value.length <= MAX_GET_VALUE, 'a GET filter takes at most 1000 characters');
    query[`${condition.field}_${condition.operator}`] = value;
  }
  return query;
}
