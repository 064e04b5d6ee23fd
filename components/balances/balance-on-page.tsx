import type { ReactNode } from 'react';
import { ZoneName } from '@/components/shared/zone-name';
import { SplitPage } from '@/components/ui/page-body';
import type { BalanceDetail } from '@/lib/features/balances/queries';
import { BalanceHead } from './balance-head';
import { BalanceSide } from './balance-side';

type BalanceOnPageProps = {
  balance: BalanceDetail;
  /** What became of a change that nobody knows the outcome of yet. */
  openChange: ReactNode;
  /** These two are read by themselves, so that one that fails or takes long leaves the rest alone. */
  lineage: ReactNode;
  transactions: ReactNode;
  changes: ReactNode;
};

/** A balance: whose it is, how much, where it came from, what moved, and its facts beside that. */
export function BalanceOnPage(props: BalanceOnPageProps) {
  const { balance, openChange, lineage, transactions, changes } = props;
  return (
    <SplitPage
      side={<BalanceSide balance={balance} changes={changes} />}
      sideLabel="Ownership and details"
    >
      {openChange}
      <BalanceHead balance={balance} />
      {lineage}
      {transactions}
      <p className="px-gutter pb-3 text-meta text-ink-3 max-sm:px-4">
        <ZoneName unlessMarked />
      </p>
    </SplitPage>
  );
}
