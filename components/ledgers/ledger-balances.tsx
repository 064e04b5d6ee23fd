import { defineColumns } from '@/components/data-table/column';
import { DataTable } from '@/components/data-table/data-table';
import { CopyableId } from '@/components/shared/copyable-id';
import { IdentityName, identityWords } from '@/components/shared/identity-name';
import { Money } from '@/components/shared/money';
import { Timestamp } from '@/components/shared/timestamp';
import { PanelState } from '@/components/ui/state-block';
import { shortId } from '@/lib/base/ids';
import type { LedgerBalance } from '@/lib/features/ledgers/queries';
import { routes } from '@/lib/routes';

const COLUMNS = defineColumns<LedgerBalance>([
  {
    id: 'identity',
    head: 'Identity',
    phone: 'title',
    cell: ({ identity, indicator }) =>
      !identity && indicator ? (
        <span className="code-text block truncate text-ink-2" title={indicator}>
          {indicator}
        </span>
      ) : (
        <IdentityName identity={identity} />
      ),
  },
  {
    id: 'id',
    head: 'Balance id',
    width: 140,
    phone: 'meta',
    cell: ({ balanceId }) => <CopyableId id={balanceId} width="table" />,
  },
  {
    id: 'currency',
    head: 'Currency',
    width: 80,
    phone: 'unit',
    cell: ({ currency }) => <span title={currency}>{currency}</span>,
  },
  {
    id: 'balance',
    head: 'Balance',
    width: 184,
    align: 'decimal',
    phone: 'amount',
    cell: ({ balance }) => <Money amount={balance} aligned />,
  },
  {
    id: 'inflight',
    head: 'Inflight',
    width: 128,
    align: 'decimal',
    hideBelow: 'xl',
    cell: ({ inflight }) => <Money amount={inflight} aligned />,
  },
  {
    id: 'created',
    head: 'Created',
    width: 116,
    quiet: true,
    phone: 'aside',
    hideBelow: 'lg',
    cell: ({ createdAt }) => <Timestamp iso={createdAt} />,
  },
]);

/** Names a row apart from others; it begins with the words that are seen. */
function balanceLabel({ identity, indicator, currency, balanceId }: LedgerBalance): string {
  const who = !identity && indicator ? indicator : identityWords(identity);
  return `${who}, ${currency}, ${shortId(balanceId)}`;
}

/** The newest balances of a ledger. */
export function LedgerBalances({ balances }: { balances: readonly LedgerBalance[] }) {
  if (balances.length === 0) return <PanelState>No balance in this ledger yet.</PanelState>;
  return (
    <DataTable
      label="Newest balances"
      frame="plain"
      columns={COLUMNS}
      rows={balances}
      rowKey={(row) => row.balanceId}
      rowHref={(row) => routes.balance(row.balanceId)}
      rowLabel={balanceLabel}
      rowCopy={(row) => row.balanceId}
    />
  );
}
