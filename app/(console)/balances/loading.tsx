import { balanceColumns } from '@/components/balances/balance-columns';
import { SkeletonTable } from '@/components/data-table/skeleton-rows';
import { TableScroll, TableToolbar } from '@/components/data-table/table-bars';
import { PageHeader } from '@/components/shell/page-header';

export default function BalancesLoading() {
  return (
    <>
      <PageHeader title="Balances" />
      <TableToolbar />
      <TableScroll>
        <SkeletonTable label="Balances" columns={balanceColumns()} count={18} />
      </TableScroll>
    </>
  );
}
