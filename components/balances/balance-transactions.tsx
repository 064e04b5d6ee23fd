import { defineColumns } from '@/components/data-table/column';
import { DataTable } from '@/components/data-table/data-table';
import { SkeletonTable } from '@/components/data-table/skeleton-rows';
import { fitAmounts, MovedAmount } from '@/components/shared/amount-column';
import { CopyableId } from '@/components/shared/copyable-id';
import { TryAgain } from '@/components/shared/read-again';
import { Timestamp } from '@/components/shared/timestamp';
import { TransactionStatus } from '@/components/shared/transaction-status';
import { Section } from '@/components/ui/section';
import { PanelState } from '@/components/ui/state-block';
import { TextLink } from '@/components/ui/text-link';
import type { Failure } from '@/lib/base/result';
import type { BalanceTransaction } from '@/lib/features/balances/queries';
import { routes } from '@/lib/routes';

const TITLE = 'Latest transactions';

function OtherSide({ other }: { other: BalanceTransaction['otherSide'] }) {
  if (!other) return <span className="text-ink-3">Not known</span>;
  const href = routes.balance(other.balanceId);
  if (other.indicator === null)
    return <CopyableId id={other.balanceId} width="table" href={href} />;
  return (
    <TextLink
      href={href}
      title={other.indicator}
      className="code-text block truncate leading-5 text-ink-2!"
    >
      <bdi>{other.indicator}</bdi>
    </TextLink>
  );
}

function providerWords({ providers, direction }: BalanceTransaction): string {
  if (providers.length === 0) return '';
  return `${direction === 'in' ? 'to' : 'from'} ${providers.join(', ')}`;
}

const COLUMNS = defineColumns<BalanceTransaction>([
  {
    id: 'time',
    head: 'Time',
    width: 108,
    quiet: true,
    phone: 'aside',
    cell: ({ createdAt, reference }) => (
      <>
        <Timestamp iso={createdAt} />
        {/* The link of the row: its name tells it from others of the same minute. */}
        <span className="sr-only"> {reference}</span>
      </>
    ),
  },
  {
    id: 'reference',
    head: 'Reference',
    width: 100,
    hideBelow: 'xl',
    phone: 'meta',
    cell: ({ reference }) => (
      <span className="code-text block truncate leading-5 text-ink-2" title={reference}>
        <bdi>{reference}</bdi>
      </span>
    ),
  },
  {
    id: 'description',
    head: 'Description',
    minWidth: 100,
    phone: 'title',
    cell: ({ description }) =>
      description ? (
        <bdi className="block truncate" title={description}>
          {description}
        </bdi>
      ) : (
        <span className="text-ink-3">None</span>
      ),
  },
  {
    id: 'other',
    head: 'Other side',
    minWidth: 100,
    phone: 'meta',
    cell: ({ otherSide }) => <OtherSide other={otherSide} />,
  },
  {
    id: 'lineage',
    head: 'Lineage',
    width: 84,
    quiet: true,
    hideBelow: 'xl',
    cell: (row) => (
      <bdi className="block truncate" title={providerWords(row)}>
        {providerWords(row)}
      </bdi>
    ),
  },
  {
    id: 'status',
    head: 'Status',
    width: 72,
    phone: 'aside',
    cell: ({ status }) => <TransactionStatus status={status} />,
  },
  {
    id: 'amount',
    head: 'Amount',
    width: 100,
    align: 'decimal',
    phone: 'amount',
    cell: ({ amount }) => <MovedAmount amount={amount} signed />,
  },
]);

type BalanceTransactionsProps = {
  read: { data: BalanceTransaction[]; failure: null } | { data: null; failure: Failure };
};

/** What moved last on a balance, from its own side. */
export function BalanceTransactions({ read }: BalanceTransactionsProps) {
  const { data: rows, failure } = read;
  return (
    <Section title={TITLE} last>
      {failure && (
        <PanelState
          kind={failure.code === 'forbidden' ? 'forbidden' : 'failed'}
          action={<TryAgain />}
        >
          {failure.message} Owner and amounts above are current.
        </PanelState>
      )}
      {rows?.length === 0 && <PanelState>No money has moved on this balance yet.</PanelState>}
      {rows && rows.length > 0 && (
        <DataTable
          label={TITLE}
          frame="plain"
          columns={fitAmounts(COLUMNS, rows)}
          rows={rows}
          rowKey={(row) => row.transactionId}
          rowHref={(row) => routes.transaction(row.transactionId)}
          rowCopy={(row) => row.transactionId}
        />
      )}
    </Section>
  );
}

/** While they are read. */
export function TransactionsSkeleton() {
  return (
    <Section title={TITLE} last>
      <SkeletonTable label={TITLE} columns={COLUMNS} count={5} frame="plain" />
    </Section>
  );
}
