import { assert } from '@/lib/base/assert';

/** The operators of Core's filter language that we use (contract 4.2). */
type WithValue = 'eq' | 'ne' | 'gt' | 'gte' | 'lt' | 'lte' | 'like' | 'ilike';

/** One condition. Values are always text: PostgreSQL casts them, and no digit is lost (contract 4.2). */
export type Condition<Field extends string> =
  | { field: Field; operator: WithValue; value: string }
  | { field: Field; operator: 'in'; values: readonly string[] }
  | { field: Field; operator: 'isnull' | 'isnotnull' };

export type Filter<Field extends string, Sortable extends string> = {
  conditions: readonly Condition<Field>[];
  /** Any of the conditions instead of all. There is no nesting. */
  any?: boolean;
  /** Left out when the order of the rows does not matter. */
  sort?: { by: Sortable; order: 'asc' | 'desc' };
  limit: number;
  /** Cost grows with it; only for short walks and the probe of the balances list (design §3). */
  offset?: number;
};

/** Above it Core falls back to 20 rows without a word (contract 4.2). */
export const MAX_ROWS = 100;

/** The body of `POST /…/filter`. `include_count` is never sent: it counts every match (contract 4.5). */
export function filterBody(filter: Filter<string, string>): object {
  assert(filter.limit >= 1 && filter.limit <= MAX_ROWS, `a filter asks for 1 to ${MAX_ROWS} rows`);
  return {
    filters: filter.conditions,
    ...(filter.any && { logical_operator: 'or' }),
    ...(filter.sort && { sort_by: filter.sort.by, sort_order: filter.sort.order }),
    limit: filter.limit,
    ...(filter.offset && { offset: filter.offset }),
  };
}

/** Longest value of a GET filter (contract 4.1); about 24 ids. */
const MAX_GET_VALUE = 1000;
const MAX_GET_VALUES = 100;

/**
 * The same question as query parameters of Core's GET lists, for a key that may not POST. One `in`
 * that is too long for one question becomes several.
 * @returns `null` when GET cannot ask this: it knows no order but newest first (contract 4.1), reads
 * `eq` on a time as a range, and takes one condition for each field and operator.
 */
export function filterQueries(filter: Filter<string, string>): Record<string, string>[] | null {
  const { conditions, sort } = filter;
  if (sort && !(sort.by === 'created_at' && sort.order === 'desc')) return null;
  if (conditions.some(({ field, operator }) => field === 'created_at' && operator === 'eq')) {
    return null;
  }
  const names = conditions.map(({ field, operator }) => `${field}_${operator}`);
  if (new Set(names).size < names.length) return null;

  const shared: Record<string, string> = {
    limit: String(filter.limit),
    ...(filter.offset && { offset: String(filter.offset) }),
    ...(filter.any && { logical_operator: 'or' }),
  };
  let queries = [shared];
  for (const condition of conditions) {
    const values = getValuesOf(condition);
    if (values === null) return null;
    const name = `${condition.field}_${condition.operator}`;
    queries = queries.flatMap((query) => values.map((value) => ({ ...query, [name]: value })));
  }
  // The rows of several answers stand in no common order.
  if (queries.length > 1 && sort) return null;
  return queries;
}

function getValuesOf(condition: Condition<string>): string[] | null {
  if (condition.operator === 'in') return inChunks(condition.values);
  // The value of `isnull` is ignored, even `false` (contract trap 29).
  const value = 'value' in condition ? condition.value : 'true';
  return value.length <= MAX_GET_VALUE ? [value] : null;
}

function inChunks(values: readonly string[]): string[] | null {
  const chunks: string[][] = [];
  for (const value of values) {
    // A list is split at commas, and nothing can be escaped (contract 4.1).
    if (value.includes(',') || value.length > MAX_GET_VALUE) return null;
    const last = chunks.at(-1);
    const fits =
      last && last.length < MAX_GET_VALUES && [...last, value].join(',').length <= MAX_GET_VALUE;
    if (fits) last.push(value);
    else chunks.push([value]);
  }
  return chunks.map((chunk) => chunk.join(','));
}
