import { PageHeader } from '@/components/shell/page-header';
import { ButtonLink } from '@/components/ui/button-link';
import { NotFoundState } from '@/components/ui/state-block';
import { routes } from '@/lib/routes';

export default function LedgerNotFound() {
  return (
    <>
      <PageHeader crumbs={[{ label: 'Ledgers', href: routes.ledgers() }]} title="Ledger" />
      <NotFoundState
        title="Core does not know this ledger"
        action={
          <ButtonLink size="small" href={routes.ledgers()}>
            See all ledgers
          </ButtonLink>
        }
      >
        Its id may have been cut off or mistyped, or it belongs to another Core.
      </NotFoundState>
    </>
  );
}
