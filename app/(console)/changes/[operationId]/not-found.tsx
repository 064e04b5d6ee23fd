import { PageHeader } from '@/components/shell/page-header';
import { ButtonLink } from '@/components/ui/button-link';
import { NotFoundState } from '@/components/ui/state-block';
import { routes } from '@/lib/routes';

export default function ChangeNotFound() {
  return (
    <>
      <PageHeader crumbs={[{ label: 'Changes', href: routes.changes() }]} title="Change" />
      <NotFoundState
        title="There is no such change"
        action={<ButtonLink href={routes.changes()}>See all changes</ButtonLink>}
      >
        The address may have been cut off, or the request never reached Counterfoil. Then nothing
        was sent to Core.
      </NotFoundState>
    </>
  );
}
