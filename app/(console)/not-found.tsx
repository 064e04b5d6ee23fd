import { PageHeader } from '@/components/shell/page-header';
import { ButtonLink } from '@/components/ui/button-link';
import { NotFoundState } from '@/components/ui/state-block';
import { routes } from '@/lib/routes';

export default function ConsoleNotFound() {
  return (
    <>
      <PageHeader title="Not found" />
      <NotFoundState
        title="There is nothing at this address"
        action={
          <ButtonLink size="small" href={routes.balances()}>
            Go to balances
          </ButtonLink>
        }
      >
        It may have been mistyped, or what was here is known by another id.
      </NotFoundState>
    </>
  );
}
