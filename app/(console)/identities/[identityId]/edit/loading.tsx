import { PageHeader } from '@/components/shell/page-header';
import { LoadingNote, Skeleton } from '@/components/ui/skeleton';
import { routes } from '@/lib/routes';

export default function EditIdentityLoading() {
  return (
    <>
      <PageHeader
        crumbs={[{ label: 'Identities', href: routes.identities() }]}
        title="Edit identity"
      />
      <div aria-busy="true" className="grid max-w-[760px] gap-9 px-gutter py-6 max-sm:px-4">
        <LoadingNote what="the identity" />
        {[160, 240, 120, 200, 180].map((width) => (
          <Skeleton key={width} width={width} />
        ))}
      </div>
    </>
  );
}
