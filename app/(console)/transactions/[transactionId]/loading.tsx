import { PageHeader } from '@/components/shell/page-header';
import { Section } from '@/components/ui/section';
import { LoadingNote, Skeleton } from '@/components/ui/skeleton';
import { routes } from '@/lib/routes';

export default function TransactionLoading() {
  return (
    <>
      <PageHeader crumbs={[{ label: 'Balances', href: routes.balances() }]} title="Transaction" />
      <div aria-busy="true">
        <LoadingNote what="the transaction" />
        <div className="grid grid-cols-1 gap-3 border-b px-gutter py-5 max-sm:px-4">
          <Skeleton width={220} />
          <Skeleton width={320} />
        </div>
        <Section title="Movement">
          <div className="grid grid-cols-1 gap-6 py-3">
            {[420, 360].map((width) => (
              <Skeleton key={width} width={width} />
            ))}
          </div>
        </Section>
        <Section title="Fund lineage">
          <div className="grid grid-cols-1 gap-6 py-3">
            {[480, 400].map((width) => (
              <Skeleton key={width} width={width} />
            ))}
          </div>
        </Section>
      </div>
    </>
  );
}
