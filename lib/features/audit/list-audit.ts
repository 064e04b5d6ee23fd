import 'server-only';
import { listEvents } from '@/lib/audit/list';
import { assertPermission } from '@/lib/auth/permissions';
import { type Actor } from '@/lib/base/actor';
import { type AuditRowDto } from './audit-dto';
import { filterOf, scopeOf } from './scope-of';
import { type AuditSearchParams } from './search-params';
import { surroundingsOf } from './surroundings';
import { toRow } from './to-row';

export type AuditPage = {
  rows: AuditRowDto[];
  /** Cursors, or `null` where the log ends. */
  newer: string | null;
  older: string | null;
  /** `own`: only what this person caused. */
  scope: 'all' | 'own';
};

const PAGE = 50;

/**
 * One page of the log, newest first. Who lacks `audit:read` gets what they caused themselves.
 * Permission: `audit:read_own`.
 * @param params.zone the viewer's IANA zone, in which `from` and `to` are days.
 */
export async function listAudit(
  actor: Actor,
  params: AuditSearchParams & { zone: string },
): Promise<AuditPage> {
  assertPermission(actor, 'audit:read_own');
  const scope = scopeOf(actor);
  const { older, newer, end, zone } = params;
  const page = await listEvents(scope, filterOf(params, zone), {
    older,
    newer,
    oldest: end === 'oldest',
    limit: PAGE,
  });
  const around = await surroundingsOf(page.rows);
  return {
    rows: page.rows.map((event) => toRow(event, around)),
    newer: page.newer,
    older: page.older,
    scope: scope === 'all' ? 'all' : 'own',
  };
}
