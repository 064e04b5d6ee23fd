import type { Metadata } from 'next';
import { OwnershipOnPage } from '@/components/owners/ownership-page';
import { CopyableId } from '@/components/shared/copyable-id';
import { ReadFailed } from '@/components/shared/read-failed';
import { ZoneName } from '@/components/shared/zone-name';
import { PageHeader } from '@/components/shell/page-header';
import { readPreferences } from '@/components/shell/read-preferences';
import { SinglePage } from '@/components/ui/page-body';
import { NoPermissionState } from '@/components/ui/state-block';
import { can } from '@/lib/auth/permissions';
import { readForPage } from '@/lib/auth/read-for-page';
import { requireActor } from '@/lib/auth/require-actor';
import { ROLE_NAMES } from '@/lib/base/actor';
import { shortId } from '@/lib/base/ids';
import { dayStart, nextDay } from '@/lib/base/time';
import { getOwnership } from '@/lib/features/owners/get-ownership';
import { periodsWithin } from '@/lib/features/owners/ownership-periods';
import { ownershipSearchParams } from '@/lib/features/owners/search-params';
import { routes } from '@/lib/routes';

type Props = {
  params: Promise<{ balanceId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

const idOf = async ({ params }: Props) => decodeURIComponent((await params).balanceId);

export async function generateMetadata(props: Props): Promise<Metadata> {
  return { title: `Ownership of ${shortId(await idOf(props))}` };
}

export default async function OwnershipPage(props: Props) {
  const actor = await requireActor();
  const balanceId = await idOf(props);
  const crumbs = [
    { label: 'Balances', href: routes.balances() },
    { label: shortId(balanceId), href: routes.balance(balanceId) },
  ];
  if (!can(actor, 'balances:read')) {
    return (
      <>
        <PageHeader crumbs={crumbs} title="Ownership" />
        <NoPermissionState
          what="balances"
          role={ROLE_NAMES[actor.role]}
          permission="balances:read"
        />
      </>
    );
  }
  const { on } = ownershipSearchParams.parse(await props.searchParams);
  const zone = (await readPreferences()).zone ?? 'UTC';
  const { data, failure } = await readForPage(() => getOwnership(actor, { balanceId }));
  if (failure) {
    return (
      <>
        <PageHeader crumbs={crumbs} title="Ownership" />
        <ReadFailed failure={failure} title="This history could not be read" />
      </>
    );
  }
  return (
    <>
      <PageHeader
        crumbs={crumbs}
        title="Ownership"
        subject={<CopyableId id={balanceId} />}
        note={<ZoneName />}
      />
      <SinglePage>
        <OwnershipOnPage
          ownership={data}
          day={on === undefined ? null : dayOf(on, zone, data.periods)}
        />
      </SinglePage>
    </>
  );
}

function dayOf(
  on: string,
  zone: string,
  periods: Awaited<ReturnType<typeof getOwnership>>['periods'],
) {
  const from = dayStart(on, zone);
  const to = dayStart(nextDay(on), zone);
  return {
    on,
    periods: periodsWithin(periods, { from, to }),
    isAhead: from.getTime() > Date.now(),
  };
}
