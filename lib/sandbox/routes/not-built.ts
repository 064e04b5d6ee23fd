import { Refusal } from '../errors/core-error';
import { json, type Reply } from '../http/reply';
import { route, type Route } from '../router';

/**
 * Routes of Core whose work is not imitated: reconciliation and backups. Each answers as Core does when that work
 * fails inside it, never a made-up success. docs/sandbox.md lists them.
 */
export const notBuiltRoutes: readonly Route[] = [
  route(['GET', '/backup'], backup),
  route(['GET', '/backup-s3'], backup),
  route(['GET', '/reconciliation/:id'], () => {
    throw new Refusal('RECON_NOT_FOUND', 'Reconciliation not found');
  }),
  route(['POST', '/reconciliation/upload'], fault),
  route(['POST', '/reconciliation/start'], fault),
  route(['POST', '/reconciliation/start-instant'], fault),
  route(['POST', '/reconciliation/matching-rules'], fault),
  route(['PUT', '/reconciliation/matching-rules/:id'], fault),
  route(['DELETE', '/reconciliation/matching-rules/:id'], fault),
];

function fault(): never {
  throw new Refusal('GEN_INTERNAL', 'internal server error');
}

/** Backups answer with the whole error under `error` (contract 2.1). */
function backup(): Reply {
  const message = 'error creating backup';
  return json(500, {
    error: { code: 'INTERNAL_SERVER_ERROR', message, details: {} },
    error_detail: { code: 'ADMIN_BACKUP_FAILED', message, details: {} },
  });
}
