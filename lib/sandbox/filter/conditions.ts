import { PlainError } from '../errors/core-error';
import { encodeJson } from '../json/encode';
import { GoTime } from '../clock/go-time';
import type { Encodable } from '../json/values';
import { plainDigits } from './go-numbers';
import { spanOf } from './parse-moment';
import { Moment, type Filter, type FilterTable, type FilterValue } from './types';

/** Collects the parameters of one statement. All are sent as text, so PostgreSQL decides what they are. */
export class Parameters {
  readonly values: (string | null)[] = [];

  add(value: FilterValue | GoTime): string {
    this.values.push(asText(value));
    return `$${this.values.length}`;
  }

  /** Several values as one array parameter. */
  addArray(values: readonly string[]): string {
    const items = values.map((value) => `"${value.replace(/["\\]/g, '\\$&')}"`);
    this.values.push(`{${items.join(',')}}`);
    return `$${this.values.length}`;
  }
}

function asText(value: FilterValue | GoTime): string | null {
  if (value === null || typeof value === 'string') return value;
  if (typeof value === 'number') return plainDigits(value);
  if (value instanceof Moment) return value.time.sql;
  if (value instanceof GoTime) return value.sql;
  if (typeof value === 'object') {
    // Core's driver has no such parameter and says so before PostgreSQL is asked.
    throw new PlainError('sql: converting argument: unsupported type');
  }
  return String(value);
}

const COMPARISONS: ReadonlyMap<string, string> = new Map([
  ['eq', '='],
  ['ne', '!='],
  ['gt', '>'],
  ['gte', '>='],
  ['lt', '<'],
  ['lte', '<='],
  ['like', 'LIKE'],
  ['ilike', 'ILIKE'],
]);

export interface Condition {
  readonly sql: string;
  /** A named part that must stand before the statement. */
  readonly cte?: string;
}

/** One filter as SQL; undefined when Core leaves it out. `filter` must have passed validation. */
export function conditionFor(
  filter: Filter,
  table: FilterTable,
  parameters: Parameters,
): Condition | undefined {
  if (filter.field.startsWith('meta_data.')) return metaDataCondition(filter, parameters);
  if (table === 'transactions' && filter.field === 'balance_id') {
    return { sql: eitherSide(filter, parameters) };
  }
  if (table === 'transactions' && filter.field === 'indicator') {
    return indicatorCondition(filter, parameters);
  }
  return { sql: columnCondition(filter.field, filter, parameters) };
}

/** A condition on a column. `column` is one of FIELDS, never a caller's text. */
function columnCondition(column: string, filter: Filter, parameters: Parameters): string {
  const { operator, value, values } = filter;
  switch (operator) {
    case 'in':
      return `${column} ${membership(values, parameters)}`;
    case 'between':
      return `${column} BETWEEN ${parameters.add(values[0]!)} AND ${parameters.add(values[1]!)}`;
    case 'isnull':
      return `${column} IS NULL`;
    case 'isnotnull':
      return `${column} IS NOT NULL`;
    case 'eq':
      if (value instanceof Moment) return within(column, value, parameters);
  }
  return `${column} ${COMPARISONS.get(operator)} ${parameters.add(value)}`;
}

function within(expression: string, moment: Moment, parameters: Parameters): string {
  const [from, to] = spanOf(moment);
  return `${expression} >= ${parameters.add(from)} AND ${expression} < ${parameters.add(to)}`;
}

function membership(values: readonly FilterValue[], parameters: Parameters): string {
  const texts = values.filter((value) => typeof value === 'string');
  if (texts.length === values.length) return `= ANY(${parameters.addArray(texts)})`;
  return `IN (${values.map((value) => parameters.add(value)).join(', ')})`;
}

/** Keys of metadata have passed a strict pattern, so they may stand in the statement. */
function metaDataCondition(filter: Filter, parameters: Parameters): Condition | undefined {
  const key = filter.field.slice('meta_data.'.length);
  const text = `meta_data->>'${key}'`;
  const number = `(${text})::numeric`;
  const { operator, value, values } = filter;
  switch (operator) {
    case 'eq':
      return metaDataEquals(key, value, parameters);
    case 'ne':
    case 'like':
    case 'ilike':
      return { sql: `${text} ${COMPARISONS.get(operator)} ${parameters.add(value)}` };
    case 'in':
      return { sql: `${text} IN (${values.map((each) => parameters.add(each)).join(', ')})` };
    case 'between': {
      const [from, to] = values.map((each) => parameters.add(each));
      return { sql: `${number} BETWEEN ${from} AND ${to}` };
    }
    case 'isnull':
      return { sql: `(${text} IS NULL OR meta_data ? '${key}' = false)` };
    case 'isnotnull':
      return { sql: `(${text} IS NOT NULL AND meta_data ? '${key}' = true)` };
    default:
      return { sql: `${number} ${COMPARISONS.get(operator)} ${parameters.add(value)}` };
  }
}

function metaDataEquals(
  key: string,
  value: FilterValue,
  parameters: Parameters,
): Condition | undefined {
  if (value instanceof Moment) {
    return { sql: within(`(meta_data->>'${key}')::timestamp`, value, parameters) };
  }
  // Go cannot write NaN and the infinities into JSON, and Core then drops the filter.
  if (typeof value === 'number' && !Number.isFinite(value)) return undefined;
  const wanted = encodeJson(new Map<string, Encodable>([[key, value]]));
  return { sql: `meta_data @> ${parameters.add(wanted)}::jsonb` };
}

/** The virtual field `balance_id` of a transaction: its source or its destination. */
function eitherSide({ operator, value, values }: Filter, parameters: Parameters): string {
  const both = (test: string, joined: 'OR' | 'AND') =>
    `(source ${test} ${joined} destination ${test})`;
  switch (operator) {
    case 'eq':
      return both(`= ${parameters.add(value)}`, 'OR');
    case 'ne':
      return both(`!= ${parameters.add(value)}`, 'AND');
    case 'in':
      return both(membership(values, parameters), 'OR');
    case 'isnull':
      return both('IS NULL', 'AND');
    default:
      return both('IS NOT NULL', 'OR');
  }
}

/** The virtual field `indicator`: found by name first. Using it twice names one part twice, which PostgreSQL refuses. */
function indicatorCondition(filter: Filter, parameters: Parameters): Condition {
  // Unlike elsewhere, a time is compared as it is here, without its span.
  const value = filter.value instanceof Moment ? filter.value.time.sql : filter.value;
  const test = columnCondition('b.indicator', { ...filter, value }, parameters);
  const side = (name: string) => `${name} IN (SELECT balance_id FROM _indicator_matches)`;
  return {
    sql: `(${side('source')} OR ${side('destination')})`,
    cte: `_indicator_matches AS (SELECT b.balance_id FROM blnk.balances b WHERE ${test})`,
  };
}
