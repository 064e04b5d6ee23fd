import 'server-only';
import { exportEvents, type ExportFormat } from '@/lib/audit/export';
import { assertPermission, can } from '@/lib/auth/permissions';
import { type Actor } from '@/lib/base/actor';
import { dayIn } from '@/lib/base/time';
import { filterOf, scopeOf } from './scope-of';
import { type AuditFilters } from './search-params';
import { REVEALED_FACTS } from './value-words';

/** A file on its way to the browser. */
export type AuditFile = {
  name: string;
  contentType: string;
  chunks: AsyncGenerator<string>;
};

const TYPES: Record<ExportFormat, string> = {
  csv: 'text/csv; charset=utf-8',
  json: 'application/json; charset=utf-8',
};

/**
 * What the filters show, as a file, newest first and however long; that it was exported is recorded
 * before this resolves. Personal fields that only a reveal shows are left out for those who may not
 * reveal them.
 * Permission: `audit:export`.
 */
export async function exportAudit(
  actor: Actor,
  params: AuditFilters & { format: ExportFormat; zone: string },
): Promise<AuditFile> {
  assertPermission(actor, 'audit:export');
  const { format, zone } = params;
  const scope = scopeOf(actor);
  const rest = exportEvents(actor, {
    scope,
    filter: filterOf(params, zone),
    format,
    withhold: can(actor, 'identities:reveal') ? undefined : REVEALED_FACTS,
  });
  const first = await rest.next();
  const own = scope === 'all' ? '' : '-own';
  return {
    name: `counterfoil-audit${own}-${dayIn(new Date().toISOString(), zone)}.${format}`,
    contentType: TYPES[format],
    chunks: startingWith(first, rest),
  };
}

async function* startingWith(
  first: IteratorResult<string>,
  rest: AsyncGenerator<string>,
): AsyncGenerator<string> {
  if (!first.done) yield first.value;
  yield* rest;
}
