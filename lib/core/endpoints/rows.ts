import 'server-only';
import { type ZodType } from 'zod';
import { coreConnection, type Connection } from '../connection';
import { CoreError } from '../errors';
import { readCoreAt, type Answered, type ReadOptions } from '../request';
import { filterBody, filterQueries, type Filter } from './filter';

export type Resource = 'balances' | 'identities' | 'ledgers' | 'transactions';

/** How long a refusal to POST is believed. A key's scopes hardly ever change. */
const REFUSAL_HOLDS_MS = 5 * 60_000;

const refusedAt = new WeakMap<Connection, Map<Resource, number>>();

/**
 * Whether the key may use Core's filters on this resource, as far as questions so far have shown. If
 * not, only Core's GET lists answer: newest first, and nothing else (contract trap 18).
 */
export function mayFilter(resource: Resource): boolean {
  const at = refusedAt.get(coreConnection())?.get(resource);
  return at === undefined || performance.now() - at > REFUSAL_HOLDS_MS;
}

function rememberRefusal(resource: Resource): void {
  const connection = coreConnection();
  const known = refusedAt.get(connection) ?? new Map<Resource, number>();
  refusedAt.set(connection, known.set(resource, performance.now()));
}

export type Question<T> = {
  resource: Resource;
  filter: Filter<string, string>;
  schema: ZodType<T[]>;
};

/**
 * Rows that match a filter: by `POST /…/filter`, which needs the scope to write, or by the GET list
 * when the key may only read and the list can answer the same question.
 * @throws CoreError; `forbidden` when the key may not filter and no list can answer it.
 */
export async function rowsAt<T>(
  question: Question<T>,
  options?: ReadOptions,
): Promise<Answered<T[]>> {
  const { resource, filter, schema } = question;
  // Core refuses an `in` without values (contract 4.2); nothing is among nothing.
  if (!filter.any && filter.conditions.some((c) => c.operator === 'in' && c.values.length === 0)) {
    return { data: [], coreTimeMs: null };
  }
  let refusal: CoreError | undefined;
  if (mayFilter(resource)) {
    try {
      const path = `/${resource}/filter`;
      return await readCoreAt({ method: 'POST', path, body: filterBody(filter) }, schema, options);
    } catch (error) {
      if (!(error instanceof CoreError) || error.code !== 'forbidden') throw error;
      rememberRefusal(resource);
      refusal = error;
    }
  }
  const queries = filterQueries(filter);
  // Without any filter `GET /identities` answers with the whole table (contract trap 25).
  if (queries === null || (resource === 'identities' && filter.conditions.length === 0)) {
    throw (
      refusal ??
      new CoreError({ code: 'forbidden', requestId: 'none', what: `filter of ${resource}` })
    );
  }
  const answers = await Promise.all(
    queries.map((query) =>
      readCoreAt({ method: 'GET', path: `/${resource}`, query }, schema, options),
    ),
  );
  return {
    data: answers.flatMap(({ data }) => data),
    coreTimeMs: answers[0]?.coreTimeMs ?? null,
  };
}
