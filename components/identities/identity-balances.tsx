import { defineColumns } from '@/components/data-table/column';
import { DataTable } from '@/components/data-table/data-table';
import { CopyableId } from '@/components/shared/copyable-id';
import { Money } from '@/components/shared/money';
import { Timestamp } from '@/components/shared/timestamp';
import { ButtonLink } from '@/components/ui/button-link';
import { Section } from '@/components/ui/section';
import { PanelState } from '@/components/ui/state-block';
import { TextLink } from '@/components/ui/text-link';
import type { IdentityBalance, IdentityDetail } from '@/lib/features/identities/queries';
import { routes } from '@/lib/routes';

const COLUMNS = defineColumns<IdentityBalance>([
  {
    id: 'id',
    head: 'Balance id',
    width: 148,
    phone: 'title',
    cell: ({ balanceId }) => <CopyableId id={balanceId} width="table" copy={false} />,
  },
  {
    id: 'ledger',
    head: 'Ledger',
    phone: 'meta',
    quiet: true,
    cell: ({ ledger }) => <span className="block truncate">{ledger.name ?? ledger.id}</span>,
  },
  {
    id: 'balance',
    head: 'Balance',
    width: 180,
    align: 'decimal',
    phone: 'amount',
    cell: ({ balance }) => <Money amount={balance} aligned />,
  },
  {
    id: 'inflight',
    head: 'Inflight',
    width: 140,
    align: 'decimal',
    hideBelow: 'xl',
    cell: ({ inflight }) => <Money amount={inflight} aligned />,
  },
  {
    id: 'created',
    head: 'Created',
    width: 124,
    quiet: true,
    phone: 'aside',
    cell: ({ createdAt }) => <Timestamp iso={createdAt} />,
  },
]);

type IdentityBalancesProps = Pick<IdentityDetail, 'identityId' | 'balances' | 'moreBalances'> & {
  /** Why this person may not create one, or `null`. */
  createReason: string | null;
};

/** What an identity owns, by currency, with the way to all of it. */
export function IdentityBalances(props: IdentityBalancesProps) {
  const { identityId, balances, moreBalances, createReason } = props;
  const count = balances.reduce((sum, { rows }) => sum + rows.length, 0);
  return (
    <Section
      title="Balances"
      beside={<span className="text-ink-3">{moreBalances ? `${count}+` : count}</span>}
      action={
        <span className="flex items-center gap-3">
          {count > 0 && (
            <TextLink href={routes.balances({ identity: identityId })}>Open as a list</TextLink>
          )}
          {/* On a phone the header has no room for it. */}
          <ButtonLink
            size="small"
            href={routes.newBalance({ identity: identityId })}
            disabledReason={createReason}
            className="sm:hidden"
          >
            Create balance
          </ButtonLink>
        </span>
      }
    >
      {count === 0 && <PanelState>This identity owns no balance.</PanelState>}
      {balances.map(({ currency, rows }) => (
        <div key={currency} className="mt-2">
          <h3 className="mb-1 text-meta font-medium text-ink-3">
            {currency}, {rows.length} {rows.length === 1 ? 'balance' : 'balances'}
          </h3>
          <DataTable
            label={`${currency} balances`}
            frame="plain"
            columns={COLUMNS}
            rows={rows}
            rowKey={(row) => row.balanceId}
            rowHref={(row) => routes.balance(row.balanceId)}
            rowCopy={(row) => row.balanceId}
          />
        </div>
      ))}
      {moreBalances && (
        <p className="mt-2 text-meta text-ink-3">
          These are the newest {count}; the list has all of them.
        </p>
      )}
    </Section>
  );
}
