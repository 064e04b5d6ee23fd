import { AuditFilters } from '@/components/audit/audit-filters';
import { AUDIT_COLUMNS } from '@/components/audit/audit-columns';
import { ListNavigation } from '@/components/data-table/list-navigation';
import { SkeletonTable } from '@/components/data-table/skeleton-rows';
import { PageHeader } from '@/components/shell/page-header';

export default function AuditLoading() {
  return (
    <>
      <PageHeader title="Audit" />
      <ListNavigation>
        <AuditFilters params={{}} actors={[]} />
      </ListNavigation>
      <SkeletonTable label="Audit entries" columns={AUDIT_COLUMNS} count={16} />
    </>
  );
}
