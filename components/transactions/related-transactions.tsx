import { defineColumns } from '@/components/data-table/column';
import { DataTable } from '@/components/data-table/data-table';
import { fitAmounts, MovedAmount } from '@/components/shared/amount-column';
import { Timestamp } from '@/components/shared/timestamp';
import { TransactionStatus } from '@/components/shared/transaction-status';
import { Section } from '@/components/ui/section';
import { PanelState } from '@/components/ui/state-block';
import type { RelatedTransaction, TransactionDetail } from '@/lib/features/transactions/queries';
import { routes } from '@/lib/routes';

type Row = RelatedTransaction & { kind: 'Part of' | 'Made from it' };

const COLUMNS = defineColumns<Row>([
  {
    id: 'reference',
    head: 'Reference',
    minWidth: 120,
    phone: 'title',
    cell: ({ reference }) => (
      <bdi className="code-text block truncate leading-5 text-ink-2" title={reference}>
        {reference}
      </bdi>
    ),
  },
  { id: 'kind', head: 'Relation', width: 104, phone: 'meta', cell: ({ kind }) => kind },
  {
    id: 'time',
    head: 'Time',
    width: 132,
    quiet: true,
    phone: 'aside',
    cell: ({ createdAt }) => <Timestamp iso={createdAt} />,
  },
  {
    id: 'status',
    head: 'Status',
    width: 88,
    phone: 'meta',
    cell: ({ status }) => <TransactionStatus status={status} />,
  },
  {
    id: 'amount',
    head: 'Amount',
    width: 160,
    align: 'decimal',
    phone: 'amount',
    cell: ({ amount }) => <MovedAmount amount={amount} />,
  },
]);

type RelatedProps = {
  parent: RelatedTransaction | null;
  /** `null` when they could not be read. */
  children: TransactionDetail['children'];
};

/**
 * Rows of Core's that belong to a transaction. A row never changes what it says: a hold stays
 * "Inflight" for ever, and what became of it stands in rows of their own.
 */
export function RelatedTransactions({ parent, children }: RelatedProps) {
  const rows: Row[] = [
    ...(parent ? [{ ...parent, kind: 'Part of' as const }] : []),
    ...(children?.rows ?? []).map((each) => ({ ...each, kind: 'Made from it' as const })),
  ];
  if (children && rows.length === 0) return null;
  return (
    <Section title="Related transactions">
      {rows.length > 0 && (
        <DataTable
          label="Related transactions"
          frame="plain"
          columns={fitAmounts(COLUMNS, rows)}
          rows={rows}
          rowKey={(row) => row.transactionId}
          rowHref={(row) => routes.transaction(row.transactionId)}
          rowCopy={(row) => row.transactionId}
        />
      )}
      {children?.hasMore && (
        <PanelState>
          There are more than these {children.rows.length}; they are not shown.
        </PanelState>
      )}
      {!children && (
        <PanelState kind="failed">
          The rows that were made from it could not be read. What is above is complete.
        </PanelState>
      )}
    </Section>
  );
}
