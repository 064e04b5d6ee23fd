import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { Refusal } from '../errors/core-error';
import type { Services } from '../services';
import { findApiKey, touchApiKey } from './api-keys';
import type { Principal } from './principal';
import { actionOf, allows, resourceOf } from './scopes';

const OPEN_PATHS: ReadonlySet<string> = new Set(['/', '/health', '/metrics']);

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly services: Services;
}

/**
 * Who asks, and whether they may (contract 1.2). Null on the open paths.
 *
 * @throws Refusal 401 or 403 in Core's words.
 */
export async function authenticate({
  method,
  path,
  headers,
  services,
}: Asked): Promise<Principal | null> {
  if (OPEN_PATHS.has(path)) return null;
  const key = String(headers['x-blnk-key'] ?? '');
  if (key === '') {
    throw new Refusal('AUTH_MISSING_API_KEY', 'Authentication required. Use X-Blnk-Key header');
  }
  if (services.config.masterKey !== '' && isSame(services.config.masterKey, key)) {
    return { kind: 'master' };
  }
  // A database that does not answer makes every API key look wrong, as in Core.
  const found = await findApiKey(services.store, key).catch(() => undefined);
  if (!found) throw new Refusal('AUTH_INVALID_API_KEY', 'Invalid API key');
  if (!found.valid) throw new Refusal('AUTH_EXPIRED_API_KEY', 'API key is expired or revoked');
  const resource = resourceOf(path);
  if (!resource) throw new Refusal('AUTH_UNKNOWN_RESOURCE', 'Unknown resource type');
  const action = actionOf(method);
  if (!allows(found.scopes, resource, action)) {
    throw new Refusal(
      'AUTH_INSUFFICIENT_PERMISSIONS',
      `Insufficient permissions for ${resource}:${action}`,
    );
  }
  touchApiKey(services.store, found.id);
  return { kind: 'apiKey', id: found.id, owner: found.owner, scopes: found.scopes };
}

function isSame(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}
