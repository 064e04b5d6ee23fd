import { PageHeader } from '@/components/shell/page-header';
import { LoadingNote, Skeleton } from '@/components/ui/skeleton';
import { routes } from '@/lib/routes';

const FACTS = [260, 180, 320, 220, 240, 240, 300];

export default function ChangeLoading() {
  return (
    <>
      <PageHeader crumbs={[{ label: 'Changes', href: routes.changes() }]} title="Change" />
      <div aria-busy="true" className="grid max-w-[748px] gap-6 p-10 max-sm:p-4">
        <LoadingNote what="the change" />
        <Skeleton width={240} />
        {FACTS.map((width, index) => (
          <Skeleton key={index} width={width} />
        ))}
      </div>
    </>
  );
}
