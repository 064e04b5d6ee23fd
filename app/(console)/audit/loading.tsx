import { AuditFilters } from '@/components/audit/audit-filters';
import { AUDIT_COLUMNS } from '@/components/audit/audit-columns';
import { SkeletonTable } from '@/components/data-table/skeleton-rows';
import { PageHeader } from '@/components/shell/page-header';

export default function AuditLoading() {
  return (
    <>
      <PageHeader title="Audit" />
      <AuditFilters params={{}} actors={[]} />
      <SkeletonTable label="Audit entries" columns={AUDIT_COLUMNS} count={16} />
    </>
  );
}
