import { createApiKey, listApiKeys, revokeApiKey } from '../auth/api-keys';
import { mayGrant } from '../auth/scopes';
import { Refusal } from '../errors/core-error';
import type { Context } from '../http/context';
import { json, type Reply } from '../http/reply';
import { bindJson, list as listOf, required, struct, text, time } from '../json/bind';
import { route, type Route } from '../router';

const createRequest = struct('model.CreateAPIKeyRequest', {
  name: required('Name', text()),
  scopes: required('Scopes', listOf(text())),
  owner: required('Owner', text()),
  expires_at: required('ExpiresAt', time()),
});

export const apiKeyRoutes: readonly Route[] = [
  route(['POST', '/api-keys'], create),
  route(['GET', '/api-keys'], list),
  route(['DELETE', '/api-keys/:id'], revoke),
];

/**
 * Whose keys this is about: the master key must say, a key of its own owner need not and may not name another.
 *
 * @throws Refusal
 */
function ownerOf(c: Context, asked: string): string {
  if (!c.principal) {
    throw new Refusal('AUTH_MISSING_PRINCIPAL', 'authenticated API key principal missing');
  }
  if (c.principal.kind === 'master') {
    if (asked === '') throw new Refusal('APIKEY_OWNER_REQUIRED', 'owner is required');
    return asked;
  }
  if (asked !== '' && asked !== c.principal.owner) {
    const message = 'cannot manage API keys for another owner';
    throw new Refusal('AUTH_CROSS_OWNER_ACCESS', message);
  }
  return c.principal.owner;
}

async function create(c: Context): Promise<Reply> {
  const given = bindJson(c.body, createRequest);
  const owner = ownerOf(c, given.owner);
  const scopes = given.scopes ?? [];
  if (c.principal?.kind === 'apiKey' && !mayGrant(c.principal.scopes, scopes)) {
    throw new Refusal('AUTH_SCOPE_ESCALATION', 'cannot grant scopes broader than caller');
  }
  const { name, expires_at: expiresAt } = given;
  return json(201, await createApiKey(c.services.store, { name, owner, scopes, expiresAt }));
}

async function list(c: Context): Promise<Reply> {
  const keys = await listApiKeys(c.services.store, ownerOf(c, c.query.get('owner') ?? ''));
  return json(200, keys.length ? keys : null);
}

async function revoke(c: Context): Promise<Reply> {
  const owner = ownerOf(c, c.query.get('owner') ?? '');
  if (!(await revokeApiKey(c.services.store, c.params.id!, owner))) {
    throw new Refusal('APIKEY_NOT_FOUND', 'API key not found');
  }
  return { status: 204 };
}
