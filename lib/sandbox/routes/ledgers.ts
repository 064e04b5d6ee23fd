import { Refusal } from '../errors/core-error';
import { parseFilterBody } from '../filter/parse-body';
import type { Context } from '../http/context';
import { json, type Reply } from '../http/reply';
import { anyMap, bindJson, struct, text } from '../json/bind';
import { route, type Route } from '../router';
import { insertLedger, listLedgers, renameLedger, requireLedger } from '../store/ledgers';
import { filterReply, integerParam, queryFilters } from './list-reply';

const createLedger = struct('model.CreateLedger', { name: text(), meta_data: anyMap() });
const updateLedger = struct('model.UpdateLedger', { name: text() });
const LEGACY = { legacyKey: 'errors' } as const;

export const ledgerRoutes: readonly Route[] = [
  route(['POST', '/ledgers'], create, { upgrades: { GEN_CONFLICT: 'LGR_DUPLICATE' } }),
  route(['GET', '/ledgers'], list),
  route(['POST', '/ledgers/filter'], filter),
  route(['GET', '/ledgers/:id'], get, { upgrades: { GEN_NOT_FOUND: 'LGR_NOT_FOUND' } }),
  route(['PUT', '/ledgers/:id'], rename, { upgrades: { GEN_NOT_FOUND: 'LGR_NOT_FOUND' } }),
];

function requireName(name: string): void {
  if (name === '') throw new Refusal('GEN_VALIDATION_ERROR', 'name: cannot be blank.', LEGACY);
}

async function create(c: Context): Promise<Reply> {
  const { name, meta_data: metaData } = bindJson(c.body, createLedger, LEGACY);
  requireName(name);
  return json(201, await insertLedger(c.services.store, { name, metaData }));
}

async function get(c: Context): Promise<Reply> {
  return json(200, await requireLedger(c.services.store, c.params.id!));
}

async function rename(c: Context): Promise<Reply> {
  const { name } = bindJson(c.body, updateLedger, LEGACY);
  requireName(name);
  return json(200, await renameLedger(c.services.store, c.params.id!, name));
}

async function list(c: Context): Promise<Reply> {
  const limit = integerParam(c, 'limit', 10);
  if (limit === undefined || limit < 1) {
    throw new Refusal('GEN_VALIDATION_ERROR', 'Invalid limit value');
  }
  const offset = integerParam(c, 'offset', 0);
  if (offset === undefined || offset < 0) {
    throw new Refusal('GEN_VALIDATION_ERROR', 'Invalid offset value');
  }
  const filters = queryFilters(c) ?? { filters: [], logic: 'and' as const };
  const page = { limit: BigInt(limit), offset: BigInt(offset) };
  const { objects } = await listLedgers(c.services.store, { ...filters, ...page });
  return json(200, objects);
}

async function filter(c: Context): Promise<Reply> {
  const request = parseFilterBody(c.body, 'ledgers');
  const { rows, objects } = await listLedgers(c.services.store, request);
  return filterReply(rows, objects, { includeCount: request.includeCount, empty: [] });
}
