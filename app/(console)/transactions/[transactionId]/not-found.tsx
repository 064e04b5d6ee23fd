import { PageHeader } from '@/components/shell/page-header';
import { ButtonLink } from '@/components/ui/button-link';
import { NotFoundState } from '@/components/ui/state-block';
import { routes } from '@/lib/routes';

export default function TransactionNotFound() {
  return (
    <>
      <PageHeader crumbs={[{ label: 'Balances', href: routes.balances() }]} title="Transaction" />
      <NotFoundState
        title="Core does not know this transaction"
        action={
          <ButtonLink size="small" href={routes.balances()}>
            See all balances
          </ButtonLink>
        }
      >
        Its id may have been cut off or mistyped, it belongs to another Core, or it was queued and
        never stored.
      </NotFoundState>
    </>
  );
}
