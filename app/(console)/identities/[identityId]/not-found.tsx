import { PageHeader } from '@/components/shell/page-header';
import { ButtonLink } from '@/components/ui/button-link';
import { NotFoundState } from '@/components/ui/state-block';
import { routes } from '@/lib/routes';

export default function IdentityNotFound() {
  return (
    <>
      <PageHeader crumbs={[{ label: 'Identities', href: routes.identities() }]} title="Identity" />
      <NotFoundState
        title="Core has no such identity"
        action={<ButtonLink href={routes.identities()}>See all identities</ButtonLink>}
      >
        The address may have been cut off, or the identity was deleted. Balances that named it keep
        its id.
      </NotFoundState>
    </>
  );
}
