import type { Metadata } from 'next';
import { BalanceFilters } from '@/components/balances/balance-filters';
import { BalancesList } from '@/components/balances/balances-list';
import { CreateBalanceLink } from '@/components/balances/create-balance-link';
import { ListNavigation } from '@/components/data-table/list-navigation';
import { PageHeader } from '@/components/shell/page-header';
import { NoPermissionState } from '@/components/ui/state-block';
import { can } from '@/lib/auth/permissions';
import { readForPage } from '@/lib/auth/read-for-page';
import { requireActor } from '@/lib/auth/require-actor';
import { ROLE_NAMES } from '@/lib/base/actor';
import { getBalanceRights } from '@/lib/features/balances/get-balance-rights';
import { listBalances } from '@/lib/features/balances/list-balances';
import { listCurrencies } from '@/lib/features/balances/list-currencies';
import { balanceSearchParams, filterCount, filtersOf } from '@/lib/features/balances/search-params';

export const metadata: Metadata = { title: 'Balances' };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function BalancesPage({ searchParams }: Props) {
  const actor = await requireActor();
  if (!can(actor, 'balances:read')) {
    return (
      <>
        <PageHeader title="Balances" />
        <NoPermissionState
          what="balances"
          role={ROLE_NAMES[actor.role]}
          permission="balances:read"
        />
      </>
    );
  }
  const params = balanceSearchParams.parse(await searchParams);
  const [list, rights, currencies] = await Promise.all([
    readForPage(() => listBalances(actor, params)),
    getBalanceRights(actor, {}),
    listCurrencies(actor, {}),
  ]);
  const asked = { filters: filtersOf(params), filterCount: filterCount(params) };
  return (
    <>
      <PageHeader title="Balances">
        <CreateBalanceLink reason={rights.create} collapse />
      </PageHeader>
      <ListNavigation>
        <BalanceFilters {...asked} named={list.data?.named ?? null} currencies={currencies} />
        <BalancesList
          {...asked}
          list={list}
          reassignReason={rights.reassign}
          create={<CreateBalanceLink reason={rights.create} />}
        />
      </ListNavigation>
    </>
  );
}
