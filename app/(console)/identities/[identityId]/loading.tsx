import { PageHeader } from '@/components/shell/page-header';
import { Section } from '@/components/ui/section';
import { LoadingNote, Skeleton } from '@/components/ui/skeleton';
import { routes } from '@/lib/routes';

export default function IdentityLoading() {
  return (
    <>
      <PageHeader crumbs={[{ label: 'Identities', href: routes.identities() }]} title="Identity" />
      <div aria-busy="true">
        <LoadingNote what="the identity" />
        <div className="border-b px-gutter py-5 max-sm:px-4">
          <Skeleton width={220} />
        </div>
        <Section title="Personal">
          <div className="grid grid-cols-1 gap-4 py-2">
            {[260, 180, 160, 170, 150].map((width) => (
              <Skeleton key={width} width={width} />
            ))}
          </div>
        </Section>
        <Section title="Balances">
          <div className="grid grid-cols-1 gap-6 py-3">
            {[420, 360, 480].map((width) => (
              <Skeleton key={width} width={width} />
            ))}
          </div>
        </Section>
      </div>
    </>
  );
}
