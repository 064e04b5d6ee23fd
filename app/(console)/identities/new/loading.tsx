import { PageHeader } from '@/components/shell/page-header';
import { LoadingNote } from '@/components/ui/skeleton';
import { routes } from '@/lib/routes';

export default function NewIdentityLoading() {
  return (
    <>
      <PageHeader
        crumbs={[{ label: 'Identities', href: routes.identities() }]}
        title="New identity"
      />
      <LoadingNote what="the form" />
    </>
  );
}
