import { SkeletonTable } from '@/components/data-table/skeleton-rows';
import { PEOPLE_COLUMNS } from '@/components/people/people-table';
import { PageHeader } from '@/components/shell/page-header';

export default function PeopleLoading() {
  return (
    <>
      <PageHeader title="People" />
      <SkeletonTable label="People" columns={PEOPLE_COLUMNS} count={6} />
    </>
  );
}
