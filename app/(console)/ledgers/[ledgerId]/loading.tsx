import { PageHeader } from '@/components/shell/page-header';
import { Section } from '@/components/ui/section';
import { LoadingNote, Skeleton } from '@/components/ui/skeleton';
import { routes } from '@/lib/routes';

export default function LedgerLoading() {
  return (
    <>
      <PageHeader crumbs={[{ label: 'Ledgers', href: routes.ledgers() }]} title="Ledger" />
      <div aria-busy="true">
        <LoadingNote what="the ledger" />
        <div className="grid grid-cols-1 gap-3 border-b px-gutter py-5 max-sm:px-4">
          <Skeleton width={220} />
          <Skeleton width={320} />
        </div>
        <Section title="Newest balances">
          <div className="grid grid-cols-1 gap-6 py-3">
            {[420, 360, 480, 400].map((width) => (
              <Skeleton key={width} width={width} />
            ))}
          </div>
        </Section>
      </div>
    </>
  );
}
