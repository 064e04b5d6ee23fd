import { parseFilterBody } from '../filter/parse-body';
import type { Context } from '../http/context';
import { json, type Reply } from '../http/reply';
import { anyMap, bindJson, struct, text, time } from '../json/bind';
import { route, type Route } from '../router';
import {
  allIdentities,
  deleteIdentity,
  identityObject,
  insertIdentity,
  listIdentities,
  requireIdentity,
  updateIdentity,
  type GivenIdentity,
} from '../store/identities';
import { filterReply, integerParam, queryFilters } from './list-reply';

const identity = struct('model.Identity', {
  identity_id: text(),
  identity_type: text(),
  organization_name: text(),
  category: text(),
  first_name: text(),
  last_name: text(),
  other_names: text(),
  gender: text(),
  email_address: text(),
  phone_number: text(),
  nationality: text(),
  street: text(),
  country: text(),
  state: text(),
  post_code: text(),
  city: text(),
  dob: time(),
  created_at: time(),
  meta_data: anyMap(),
});

const AS_IDENTITY = { upgrades: { GEN_NOT_FOUND: 'IDT_NOT_FOUND' } } as const;

export const identityRoutes: readonly Route[] = [
  route(['POST', '/identities'], create, {
    upgrades: { GEN_CONFLICT: 'IDT_VALIDATION_ERROR', GEN_BAD_REQUEST: 'IDT_VALIDATION_ERROR' },
  }),
  route(['GET', '/identities'], list),
  route(['POST', '/identities/filter'], filter),
  route(['GET', '/identities/:id'], get, AS_IDENTITY),
  route(['PUT', '/identities/:id'], update, AS_IDENTITY),
  route(['DELETE', '/identities/:id'], remove, AS_IDENTITY),
];

function given(c: Context): GivenIdentity {
  const {
    identity_id: identityId,
    dob,
    meta_data: metaData,
    ...texts
  } = bindJson(c.body, identity);
  return { identityId, texts, dob, metaData };
}

async function create(c: Context): Promise<Reply> {
  return json(201, await insertIdentity(c.services.store, given(c)));
}

async function get(c: Context): Promise<Reply> {
  return json(200, identityObject(await requireIdentity(c.services.store, c.params.id!)));
}

/** The id in the path wins over one in the body. */
async function update(c: Context): Promise<Reply> {
  await updateIdentity(c.services.store, { ...given(c), identityId: c.params.id! });
  return json(200, { message: 'Identity updated successfully' });
}

async function remove(c: Context): Promise<Reply> {
  await deleteIdentity(c.services.store, c.params.id!);
  return json(200, { message: 'Identity deleted successfully' });
}

/** Without filters every identity comes, whatever `limit` says; a bad number is quietly replaced. */
async function list(c: Context): Promise<Reply> {
  const filters = queryFilters(c);
  if (!filters) {
    const objects = await allIdentities(c.services.store);
    return json(200, objects.length ? objects : null);
  }
  const limit = integerParam(c, 'limit', 20) ?? 20;
  const offset = integerParam(c, 'offset', 0) ?? 0;
  const { objects } = await listIdentities(c.services.store, {
    ...filters,
    limit: BigInt(limit <= 0 ? 20 : limit),
    offset: BigInt(Math.max(offset, 0)),
  });
  return json(200, objects.length ? objects : null);
}

async function filter(c: Context): Promise<Reply> {
  const request = parseFilterBody(c.body, 'identity');
  const { rows, objects } = await listIdentities(c.services.store, request);
  return filterReply(rows, objects, { includeCount: request.includeCount, empty: null });
}
