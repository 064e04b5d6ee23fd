import type { Query } from '../http/query';
import { parseFloat64, parseInt64 } from './go-numbers';
import { parseMoment } from './parse-moment';
import type { Filter, FilterSet, FilterValue } from './types';

const MAX_FILTERS = 20;
const MAX_IN_VALUES = 100;
const MAX_BYTES = 1000;

const RESERVED: ReadonlySet<string> = new Set([
  'page',
  'pagesize',
  'per_page',
  'limit',
  'offset',
  'sort',
  'order',
  'order_by',
  'order_dir',
  'logical_operator',
  'instance_id',
  'org_id',
]);

const OPERATOR_BY_NAME: ReadonlyMap<string, string> = new Map([
  ...[
    'eq',
    'ne',
    'gt',
    'gte',
    'lt',
    'lte',
    'in',
    'between',
    'like',
    'ilike',
    'isnull',
    'isnotnull',
  ].map((name): [string, string] => [name, name]),
  ['neq', 'ne'],
  ['gteq', 'gte'],
  ['lteq', 'lte'],
]);

/** A fault in one parameter; Core writes both keys with a capital. */
export type ParseFault = { readonly Param: string; readonly Message: string };

export interface ParsedQuery extends FilterSet {
  readonly faults: readonly ParseFault[];
}

/**
 * The filters of a GET: `<field>_<operator>=<value>`. A parameter whose last part is no operator is not a filter and
 * says nothing about it (contract 4.1).
 */
export function parseFilterQuery(query: Query): ParsedQuery {
  const filters: Filter[] = [];
  const faults: ParseFault[] = [];
  const logic = parseLogic(query.get('logical_operator') ?? '');
  if (!logic) {
    faults.push({
      Param: 'logical_operator',
      Message: "invalid logical_operator: must be 'and' or 'or'",
    });
  }
  for (const [key, value] of query.firsts()) {
    const at = key.lastIndexOf('_');
    const operator = at < 0 ? undefined : OPERATOR_BY_NAME.get(key.slice(at + 1).toLowerCase());
    if (!operator || RESERVED.has(key.toLowerCase())) continue;
    const filter = parseFilter({
      field: key.slice(0, at),
      operator,
      text: value,
      count: filters.length,
    });
    if (typeof filter === 'string') faults.push({ Param: key, Message: filter });
    else filters.push(filter);
  }
  return { filters, logic: logic ?? 'and', faults };
}

/** `and`, `or`, nothing (which is `and`), in any case; undefined for anything else. */
export function parseLogic(text: string): 'and' | 'or' | undefined {
  const name = text.trim().toLowerCase();
  if (name === '' || name === 'and') return 'and';
  return name === 'or' ? 'or' : undefined;
}

interface Given {
  readonly field: string;
  readonly operator: string;
  readonly text: string;
  readonly count: number;
}

/** The filter, or what is wrong with it. */
function parseFilter({ field, operator, text, count }: Given): Filter | string {
  if (count >= MAX_FILTERS) return `exceeded maximum number of filters (${MAX_FILTERS})`;
  if (Buffer.byteLength(text) > MAX_BYTES) {
    return `value exceeds maximum length (${MAX_BYTES} chars)`;
  }
  const none = { field, operator, value: null, values: [] };
  switch (operator) {
    case 'between': {
      const parts = text.split('|');
      if (parts.length !== 2) {
        return 'between operator requires exactly 2 pipe-separated values (value1|value2)';
      }
      return { ...none, values: parts.map(parseValue) };
    }
    case 'in': {
      const parts = text.split(',');
      if (parts.length > MAX_IN_VALUES)
        return `IN operator exceeds maximum values (${MAX_IN_VALUES})`;
      return { ...none, values: parts.map((part) => parseValue(part.trim())) };
    }
    case 'isnull':
    case 'isnotnull':
      return none;
    default:
      return { ...none, value: parseValue(text) };
  }
}

/** What a text in a query is taken for: a whole number, a number, a truth value, a time, else the text. */
export function parseValue(text: string): FilterValue {
  const whole = parseInt64(text);
  if (whole !== undefined) return whole;
  const number = parseFloat64(text);
  if (number !== undefined) return number;
  if (text === 'true') return true;
  if (text === 'false') return false;
  return parseMoment(text) ?? text;
}
