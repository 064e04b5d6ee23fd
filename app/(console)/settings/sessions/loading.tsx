import { SkeletonTable } from '@/components/data-table/skeleton-rows';
import { SESSION_COLUMNS } from '@/components/people/session-table';
import { PageHeader } from '@/components/shell/page-header';

export default function SessionsLoading() {
  return (
    <>
      <PageHeader title="Your sessions" />
      <SkeletonTable label="Your sessions" columns={SESSION_COLUMNS} count={3} />
    </>
  );
}
