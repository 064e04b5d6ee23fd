import type { Metadata } from 'next';
import { AuditFilters } from '@/components/audit/audit-filters';
import { AuditList } from '@/components/audit/audit-list';
import { EntryPanel } from '@/components/audit/entry-panel';
import { ExportAudit } from '@/components/audit/export-audit';
import { ExportProblem } from '@/components/audit/export-problem';
import { LogStatus } from '@/components/audit/log-status';
import { OwnScopeNote } from '@/components/audit/own-scope-note';
import { VerifyLog } from '@/components/audit/verify-log';
import { ListNavigation } from '@/components/data-table/list-navigation';
import { PageHeader } from '@/components/shell/page-header';
import { readPreferences } from '@/components/shell/read-preferences';
import { NoPermissionState } from '@/components/ui/state-block';
import { can, reasonAgainst } from '@/lib/auth/permissions';
import { requireActor } from '@/lib/auth/require-actor';
import { type PersonActor, ROLE_NAMES } from '@/lib/base/actor';
import { DomainError } from '@/lib/base/result';
import { getAuditEvent } from '@/lib/features/audit/get-audit-event';
import { getLogSummary } from '@/lib/features/audit/get-log-summary';
import { listAudit } from '@/lib/features/audit/list-audit';
import { listAuditActors } from '@/lib/features/audit/list-audit-actors';
import { auditSearchParams, type AuditSearchParams } from '@/lib/features/audit/search-params';

export const metadata: Metadata = { title: 'Audit' };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function AuditPage({ searchParams }: Props) {
  const actor = await requireActor();
  if (!can(actor, 'audit:read_own')) {
    return (
      <>
        <PageHeader title="Audit" />
        <NoPermissionState
          what="the log"
          role={ROLE_NAMES[actor.role]}
          permission="audit:read_own"
        />
      </>
    );
  }
  const params = auditSearchParams.parse(await searchParams);
  const zone = (await readPreferences()).zone ?? 'UTC';
  const [page, log, actors, found] = await Promise.all([
    listAudit(actor, { ...params, zone }),
    getLogSummary(actor),
    listAuditActors(actor),
    readEntry(actor, params, zone),
  ]);
  const exportReason = reasonAgainst(actor, 'audit:export');
  return (
    <>
      <PageHeader title="Audit" subject={<LogStatus log={log} />}>
        <VerifyLog reason={reasonAgainst(actor, 'audit:read')} />
        <ExportAudit params={params} scope={page.scope} reason={exportReason} />
      </PageHeader>
      <div
        className={`min-h-0 flex-1 ${params.entry ? 'grid lg:grid-cols-[minmax(0,1fr)_344px]' : 'flex flex-col'}`}
      >
        <div
          className={`flex min-h-0 min-w-0 flex-1 flex-col ${params.entry ? 'max-lg:hidden print:hidden' : ''}`}
        >
          {page.scope === 'own' && <OwnScopeNote role={ROLE_NAMES[actor.role]} />}
          <ListNavigation>
            <AuditFilters params={params} actors={actors} />
            <ExportProblem params={params} reason={exportReason} />
            <AuditList page={page} params={params} />
          </ListNavigation>
        </div>
        {params.entry && (
          <EntryPanel
            found={found}
            page={page}
            params={params}
            eraseReason={reasonAgainst(actor, 'audit:erase')}
          />
        )}
      </div>
    </>
  );
}

/** The entry in the address; `null` when there is none of this id that this person may see. */
async function readEntry(actor: PersonActor, params: AuditSearchParams, zone: string) {
  if (!params.entry) return null;
  try {
    return await getAuditEvent(actor, { ...params, id: params.entry, zone });
  } catch (error) {
    if (error instanceof DomainError && error.failure.code === 'notFound') return null;
    throw error;
  }
}
