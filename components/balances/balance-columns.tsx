import { defineColumns } from '@/components/data-table/column';
import { CopyableId } from '@/components/shared/copyable-id';
import { IdentityName, identityWords } from '@/components/shared/identity-name';
import { Money } from '@/components/shared/money';
import { Timestamp } from '@/components/shared/timestamp';
import { shortId } from '@/lib/base/ids';
import { moneyParts, type Money as Amount } from '@/lib/base/money';
import type { BalanceLine } from '@/lib/features/balances/queries';
import { LineageCell } from './lineage-cell';

/** One digit, comma or minus of 13 px in tabular figures. */
const DIGIT_PX = 7.5;
/** The slot of the minor part and the padding of a cell. */
const REST_PX = 52;

/** Amounts are never cut, so the longest one on the page decides how wide its column is. */
function widthFor(amounts: readonly Amount[], atLeast: number): number {
  const longest = amounts.reduce((most, amount) => {
    const { sign, whole } = moneyParts(amount);
    return Math.max(most, sign.length + whole.length);
  }, 0);
  return Math.max(atLeast, Math.ceil(longest * DIGIT_PX) + REST_PX);
}

/** Who a line is about: its identity, or the indicator of a balance that Core or somebody named. */
function BalanceWho({ row }: { row: BalanceLine }) {
  if (row.indicator === null || (row.identity && !row.isSystem)) {
    return <IdentityName identity={row.identity} />;
  }
  return (
    <span className="code-text block truncate leading-5" title={row.indicator}>
      <bdi>{row.indicator}</bdi>
    </span>
  );
}

/** The columns of the balances list, sized for the rows of one page; without rows, for a skeleton. */
export function balanceColumns(rows: readonly BalanceLine[] = []) {
  const isSystem = rows.length > 0 && rows.every((row) => row.isSystem);
  return defineColumns<BalanceLine>([
    {
      id: 'identity',
      head: isSystem ? 'Indicator' : 'Identity',
      phone: 'title',
      skeleton: 132,
      cell: (row) => <BalanceWho row={row} />,
    },
    {
      id: 'id',
      head: 'Balance id',
      width: 140,
      phone: 'meta',
      skeleton: 88,
      hideBelow: 'lg',
      cell: ({ balanceId }) => <CopyableId id={balanceId} width="table" />,
    },
    {
      id: 'ledger',
      head: 'Ledger',
      width: 144,
      quiet: true,
      phone: 'meta',
      skeleton: 92,
      hideBelow: 'lg',
      cell: ({ ledger }) => <LedgerCell ledger={ledger} />,
    },
    {
      id: 'currency',
      head: 'Currency',
      width: 64,
      phone: 'unit',
      skeleton: 28,
      cell: ({ currency }) => (
        <span className="block truncate" title={currency}>
          {currency}
        </span>
      ),
    },
    {
      id: 'balance',
      head: 'Balance',
      width: widthFor(
        rows.map(({ balance }) => balance),
        160,
      ),
      align: 'decimal',
      phone: 'amount',
      skeleton: 84,
      cell: ({ balance }) => <Money amount={balance} aligned wrap="phone" />,
    },
    {
      id: 'inflight',
      head: 'Inflight',
      width: widthFor(
        rows.map(({ inflight }) => inflight),
        100,
      ),
      align: 'decimal',
      skeleton: 36,
      hideBelow: 'xl',
      cell: ({ inflight }) => <Money amount={inflight} aligned />,
    },
    {
      id: 'lineage',
      head: 'Lineage',
      width: 120,
      phone: 'aside',
      skeleton: 44,
      cell: ({ balanceId, lineage }) => <LineageCell balanceId={balanceId} known={lineage} />,
    },
    {
      id: 'created',
      head: 'Created',
      width: 112,
      quiet: true,
      phone: 'aside',
      skeleton: 76,
      sort: 'descending',
      cell: ({ createdAt }) => <Timestamp iso={createdAt} />,
    },
  ]);
}

function LedgerCell({ ledger }: Pick<BalanceLine, 'ledger'>) {
  if (ledger.name !== null) {
    return (
      <bdi className="block truncate" title={ledger.name}>
        {ledger.name}
      </bdi>
    );
  }
  const why = ledger.isGone ? `Core has no ledger ${ledger.id}` : 'Its name could not be read';
  return (
    <span className="code-text block truncate leading-5" title={`${ledger.id}: ${why}`}>
      {shortId(ledger.id)}
    </span>
  );
}

/** What a line is called where its cells do not say it together. */
export function balanceLabel(line: BalanceLine): string {
  const { identity, indicator, currency, balanceId, isSystem } = line;
  const isNamed = indicator !== null && (!identity || isSystem);
  const who = isNamed ? indicator : identityWords(identity);
  return `${who}, ${currency}, ${shortId(balanceId)}`;
}
