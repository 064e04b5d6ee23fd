import { IdentityNotFoundState } from '@/components/identities/identity-not-found';
import { PageHeader } from '@/components/shell/page-header';
import { routes } from '@/lib/routes';

export default function IdentityNotFound() {
  return (
    <>
      <PageHeader crumbs={[{ label: 'Identities', href: routes.identities() }]} title="Identity" />
      <IdentityNotFoundState />
    </>
  );
}
