import { ListNavigation } from '@/components/data-table/list-navigation';
import { SkeletonTable } from '@/components/data-table/skeleton-rows';
import { LEDGER_COLUMNS } from '@/components/ledgers/ledger-table';
import { LedgerToolbar } from '@/components/ledgers/ledger-toolbar';
import { PageHeader } from '@/components/shell/page-header';

export default function LedgersLoading() {
  return (
    <>
      <PageHeader title="Ledgers" />
      <ListNavigation>
        <LedgerToolbar q={undefined} />
      </ListNavigation>
      <SkeletonTable label="Ledgers" columns={LEDGER_COLUMNS} />
    </>
  );
}
