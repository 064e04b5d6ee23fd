import { PlainError } from '../errors/core-error';
import { FIELDS, OPERATORS, type Filter, type FilterSet, type FilterTable } from './types';

const KEY = /^[a-zA-Z][a-zA-Z0-9_]*$/;
const BALANCE_OF_TRANSACTION = ['eq', 'ne', 'in', 'isnull', 'isnotnull'];

/**
 * Checks filters one after the other, each in Core's order: operator, number of values, virtual field, metadata key,
 * field (contract 4.6).
 *
 * @throws PlainError with Core's words, without its prefix.
 */
export function validateFilters({ filters }: FilterSet, table: FilterTable): void {
  for (const filter of filters) {
    const fault = faultOf(filter, table);
    if (fault !== undefined) throw new PlainError(fault);
  }
}

function faultOf({ field, operator, values }: Filter, table: FilterTable): string | undefined {
  if (!(OPERATORS as readonly string[]).includes(operator)) {
    return `invalid operator '${operator}' for field '${field}': must be one of ${OPERATORS.join(', ')}`;
  }
  if (operator === 'in' && values.length === 0) {
    return `operator 'in' for field '${field}' requires at least one value in 'values'`;
  }
  if (operator === 'between' && values.length !== 2) {
    return `operator 'between' for field '${field}' requires exactly two values in 'values', got ${values.length}`;
  }
  const isVirtual = table === 'transactions' && field === 'balance_id';
  if (isVirtual && !BALANCE_OF_TRANSACTION.includes(operator)) {
    return `operator '${operator}' is not supported for field 'balance_id' on transactions: must be one of ${BALANCE_OF_TRANSACTION.join(', ')}`;
  }
  if (field.startsWith('meta_data.')) {
    const key = field.slice('meta_data.'.length);
    if (KEY.test(key)) return undefined;
    return `invalid JSON key '${key}' in field '${field}': must match pattern ${KEY.source}`;
  }
  return FIELDS[table].has(field) ? undefined : `invalid field '${field}' for table '${table}'`;
}
