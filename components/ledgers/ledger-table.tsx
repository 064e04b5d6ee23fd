import { defineColumns } from '@/components/data-table/column';
import { DataTable } from '@/components/data-table/data-table';
import { CopyableId } from '@/components/shared/copyable-id';
import { Timestamp } from '@/components/shared/timestamp';
import { Badge } from '@/components/ui/badge';
import type { LedgerLine } from '@/lib/features/ledgers/queries';
import { routes } from '@/lib/routes';

export const LEDGER_COLUMNS = defineColumns<LedgerLine>([
  {
    id: 'name',
    head: 'Name',
    phone: 'title',
    skeleton: 180,
    cell: ({ name, isGeneral }) => (
      <span className="flex min-w-0 items-center gap-2">
        <bdi className="truncate font-medium" title={name}>
          {name}
        </bdi>
        {isGeneral && <Badge title="Core keeps its own balances here">Core’s own</Badge>}
      </span>
    ),
  },
  {
    id: 'id',
    head: 'Ledger id',
    width: 240,
    phone: 'meta',
    cell: ({ ledgerId }) => <CopyableId id={ledgerId} width="page" />,
  },
  {
    id: 'created',
    head: 'Created',
    width: 180,
    quiet: true,
    sort: 'descending',
    phone: 'aside',
    cell: ({ createdAt }) => <Timestamp iso={createdAt} />,
  },
]);

/** Ledgers, newest first. */
export function LedgerTable({ rows }: { rows: readonly LedgerLine[] }) {
  return (
    <DataTable
      label="Ledgers"
      columns={LEDGER_COLUMNS}
      rows={rows}
      rowKey={(row) => row.ledgerId}
      rowHref={(row) => routes.ledger(row.ledgerId)}
      rowCopy={(row) => row.ledgerId}
    />
  );
}
