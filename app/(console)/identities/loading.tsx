import { SkeletonTable } from '@/components/data-table/skeleton-rows';
import { IDENTITY_COLUMNS } from '@/components/identities/identity-columns';
import { PageHeader } from '@/components/shell/page-header';

export default function IdentitiesLoading() {
  return (
    <>
      <PageHeader title="Identities" />
      <div className="min-h-12" />
      <SkeletonTable label="Identities" columns={IDENTITY_COLUMNS} count={18} />
    </>
  );
}
