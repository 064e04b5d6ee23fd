import type { ErrorCode } from '../errors/codes';
import { STATUS_BY_CODE } from '../errors/codes';
import { Refusal } from '../errors/core-error';
import type { Context } from '../http/context';
import { json, type Reply } from '../http/reply';
import { route, type Handler, type Route } from '../router';

/**
 * Hooks: the master key alone may look at them, and there are none. Registering one fails as it does in a Core that
 * cannot reach its Redis; see docs/sandbox.md.
 */
export const hookRoutes: readonly Route[] = [
  route(['POST', '/hooks'], mastersOnly(register)),
  route(
    ['GET', '/hooks'],
    mastersOnly(() => json(200, [])),
  ),
  route(
    ['GET', '/hooks/:id'],
    mastersOnly(() => bare('HOOK_NOT_FOUND', 'NOT_FOUND', 'hook not found')),
  ),
  route(
    ['PUT', '/hooks/:id'],
    mastersOnly((c) =>
      isObject(c)
        ? bare('HOOK_NOT_FOUND', 'INVALID_INPUT', 'failed to update hook')
        : bare('HOOK_INVALID', 'INVALID_INPUT', 'invalid hook data'),
    ),
  ),
  route(
    ['DELETE', '/hooks/:id'],
    mastersOnly(() => bare('HOOK_NOT_FOUND', 'INVALID_INPUT', 'failed to delete hook')),
  ),
];

function mastersOnly(handler: Handler): Handler {
  return (c) => {
    if (c.principal?.kind === 'master') return handler(c);
    throw new Refusal('AUTH_MASTER_KEY_REQUIRED', 'hook management requires master key');
  };
}

function register(c: Context): Reply {
  return isObject(c)
    ? bare('HOOK_OPERATION_FAILED', 'INVALID_INPUT', 'failed to register hook')
    : bare('HOOK_INVALID', 'INVALID_INPUT', 'invalid hook data');
}

function isObject(c: Context): boolean {
  try {
    const value = c.body.json();
    return value === null || value instanceof Map;
  } catch {
    return false;
  }
}

/** The errors of hooks stand at the top of the answer (contract 2.1). */
function bare(code: ErrorCode, legacyCode: string, message: string): Reply {
  return json(STATUS_BY_CODE[code], {
    code: legacyCode,
    details: {},
    error_detail: { code, message, details: {} },
    message,
  });
}
