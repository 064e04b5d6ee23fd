import { Refusal } from '../errors/core-error';
import { parseFilterQuery, type ParsedQuery } from '../filter/parse-query';
import { parseInteger } from '../filter/go-numbers';
import { json, type Reply } from '../http/reply';
import type { Context } from '../http/context';
import type { Encodable } from '../json/values';

/**
 * The filters of a list request; null when it has none, and Core then takes a shorter way with other limits.
 *
 * @throws Refusal 400 with every fault in its own list.
 */
export function queryFilters(c: Context): ParsedQuery | null {
  const parsed = parseFilterQuery(c.query);
  if (parsed.faults.length > 0) {
    const faults = [...parsed.faults];
    throw new Refusal('GEN_VALIDATION_ERROR', 'invalid filter parameters', {
      legacyKey: 'errors',
      legacyValue: faults,
      details: faults,
    });
  }
  return parsed.filters.length > 0 ? parsed : null;
}

/** A whole number of the query; `fallback` only when the parameter is absent. Undefined when it is no number. */
export function integerParam(c: Context, name: string, fallback: number): number | undefined {
  return parseInteger(c.query.get(name) ?? String(fallback));
}

/** An empty list as this route writes it: `null` or `[]` (contract 3.12). */
export type EmptyList = null | [];

export interface CountedRow {
  readonly total_count?: string;
}

/** The answer of a filter: a bare list, or one with its count, which is missing when the page is empty. */
export function filterReply(
  rows: readonly CountedRow[],
  objects: Encodable[],
  { includeCount, empty }: { includeCount: boolean; empty: EmptyList },
): Reply {
  const data = objects.length > 0 ? objects : empty;
  if (!includeCount) return json(200, data);
  const count = rows[0]?.total_count;
  return json(200, { data, total_count: count === undefined ? undefined : BigInt(count) });
}
