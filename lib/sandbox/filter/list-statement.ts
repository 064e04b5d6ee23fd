import { TypedError } from '../errors/core-error';
import type { Statement } from '../store/db';
import { conditionFor, Parameters } from './conditions';
import { validateFilters } from './validate';
import { FIELDS, type FilterSet, type FilterTable, type ListOptions } from './types';

export interface ListRequest extends FilterSet, Partial<ListOptions> {
  readonly table: FilterTable;
  /** The columns to read, as SQL. With `includeCount`, `total_count` is added to each row. */
  readonly select: string;
  readonly limit: bigint;
  readonly offset: bigint;
}

/**
 * A filtered list as one SQL statement: real columns, real operators, so that order, NULLs and errors are
 * PostgreSQL's own. Lists are ordered by one column, newest first unless said otherwise, without a tie-break.
 *
 * @throws TypedError 400 `Invalid filter: …`
 */
export function listStatement(request: ListRequest): Statement {
  const { table, filters, logic } = request;
  try {
    validateFilters(request, table);
  } catch (error) {
    throw new TypedError('GEN_BAD_REQUEST', `Invalid filter: ${(error as Error).message}`, {});
  }
  const parameters = new Parameters();
  const conditions = filters.flatMap((filter) => conditionFor(filter, table, parameters) ?? []);
  const ctes = conditions.flatMap(({ cte }) => cte ?? []);
  const sortBy =
    request.sortBy && FIELDS[table].has(request.sortBy) ? request.sortBy : 'created_at';
  const text = [
    ctes.length ? `WITH ${ctes.join(', ')}` : '',
    `SELECT ${request.select}${request.includeCount ? ', COUNT(*) OVER() AS total_count' : ''}`,
    `FROM blnk.${table}`,
    conditions.length ? `WHERE ${joined(conditions, logic)}` : '',
    `ORDER BY ${sortBy} ${request.ascending ? 'ASC' : 'DESC'}`,
    `LIMIT ${parameters.add(request.limit)} OFFSET ${parameters.add(request.offset)}`,
  ];
  return { text: text.filter(Boolean).join(' '), values: parameters.values };
}

function joined(conditions: readonly { sql: string }[], logic: 'and' | 'or'): string {
  if (logic === 'and') return conditions.map(({ sql }) => sql).join(' AND ');
  return conditions.map(({ sql }) => `(${sql})`).join(' OR ');
}
