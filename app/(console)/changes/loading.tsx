import { ChangeFilters } from '@/components/changes/change-filters';
import { CHANGE_SKELETON } from '@/components/changes/change-list';
import { ListNavigation } from '@/components/data-table/list-navigation';
import { PageHeader } from '@/components/shell/page-header';

export default function ChangesLoading() {
  return (
    <>
      <PageHeader title="Changes" />
      <ListNavigation>
        <ChangeFilters params={{}} actors={[]} />
      </ListNavigation>
      {CHANGE_SKELETON}
    </>
  );
}
