import { TransactionsSkeleton } from '@/components/balances/balance-transactions';
import { PageHeader } from '@/components/shell/page-header';
import { Section } from '@/components/ui/section';
import { LoadingNote, Skeleton } from '@/components/ui/skeleton';
import { routes } from '@/lib/routes';

export default function BalanceLoading() {
  return (
    <>
      <PageHeader crumbs={[{ label: 'Balances', href: routes.balances() }]} title="Balance" />
      <div aria-busy="true">
        <LoadingNote what="the balance" />
        <div className="grid grid-cols-1 gap-3 border-b px-gutter py-5 max-sm:px-4">
          <Skeleton width={180} />
          <Skeleton width={280} />
        </div>
        <div className="border-b px-gutter py-7 max-sm:px-4">
          <Skeleton width={360} />
        </div>
        <Section title="Fund lineage">
          <div className="grid grid-cols-1 gap-5 py-3">
            {[420, 300, 360].map((width) => (
              <Skeleton key={width} width={width} />
            ))}
          </div>
        </Section>
        <TransactionsSkeleton />
      </div>
    </>
  );
}
