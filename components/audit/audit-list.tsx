import { ScrollText } from 'lucide-react';
import { ListRows } from '@/components/data-table/list-navigation';
import { Pager } from '@/components/data-table/pager';
import { SkeletonTable } from '@/components/data-table/skeleton-rows';
import { TableFooter, TableScroll } from '@/components/data-table/table-bars';
import { ZoneName } from '@/components/shared/zone-name';
import { ButtonLink } from '@/components/ui/button-link';
import { EmptyState, NoMatchState } from '@/components/ui/state-block';
import type { AuditPage } from '@/lib/features/audit/queries';
import { countAuditFilters, type AuditSearchParams } from '@/lib/features/audit/search-params';
import { routes } from '@/lib/routes';
import { filteredAddress } from './audit-address';
import { AUDIT_COLUMNS } from './audit-columns';
import { AuditTable } from './audit-table';

type AuditListProps = { page: AuditPage; params: AuditSearchParams };

const SKELETON = <SkeletonTable label="Audit entries" columns={AUDIT_COLUMNS} count={16} />;

/** One page of the log with what is true of it below. */
export function AuditList({ page, params }: AuditListProps) {
  const { rows, newer, older, scope } = page;
  const to = (place: AuditSearchParams) =>
    filteredAddress(params, { ...place, entry: params.entry });
  return (
    <>
      <TableScroll>
        <ListRows skeleton={SKELETON}>
          <AuditTable rows={rows} params={params} />
          {rows.length === 0 && <NoRows params={params} />}
        </ListRows>
      </TableScroll>
      <TableFooter
        range={
          <span>
            {rows.length === 1 ? '1 entry' : `${rows.length} entries`}
            {(newer || older) && ' on this page'}, {scope === 'all' ? 'of everybody' : 'your own'}
          </span>
        }
        notes={<ZoneName />}
        pager={
          <Pager
            newest={newer ? to({}) : undefined}
            newer={newer ? to({ newer }) : undefined}
            older={older ? to({ older }) : undefined}
            oldest={older ? to({ end: 'oldest' }) : undefined}
          />
        }
      />
    </>
  );
}

function NoRows({ params }: { params: AuditSearchParams }) {
  const count = countAuditFilters(params);
  if (count === 0) {
    return (
      <EmptyState icon={<ScrollText size={16} />} title="No entries yet">
        Whatever is done here is recorded here: sign-ins, changes, refusals, exports.
      </EmptyState>
    );
  }
  return (
    <NoMatchState
      title="No entry matches"
      action={
        <ButtonLink size="small" href={routes.audit()}>
          {count === 1 ? 'Clear the filter' : `Clear ${count} filters`}
        </ButtonLink>
      }
    >
      {params.q ? (
        <>
          Nothing is recorded under “<bdi>{params.q}</bdi>”{count > 1 && ' with these filters'}. The
          search takes whole ids, stub numbers and tickets.
        </>
      ) : (
        'Entries exist, but none with these filters.'
      )}
    </NoMatchState>
  );
}
