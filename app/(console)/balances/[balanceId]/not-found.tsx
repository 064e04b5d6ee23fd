import { BalanceNotFoundText } from '@/components/balances/balance-not-found-text';
import { PageHeader } from '@/components/shell/page-header';
import { ButtonLink } from '@/components/ui/button-link';
import { NotFoundState } from '@/components/ui/state-block';
import { routes } from '@/lib/routes';

export default function BalanceNotFound() {
  return (
    <>
      <PageHeader crumbs={[{ label: 'Balances', href: routes.balances() }]} title="Balance" />
      <NotFoundState
        title="Core does not know this balance"
        action={
          <ButtonLink size="small" href={routes.balances()}>
            See all balances
          </ButtonLink>
        }
      >
        <BalanceNotFoundText />
      </NotFoundState>
    </>
  );
}
