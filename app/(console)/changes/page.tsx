import type { Metadata } from 'next';
import { ChangeFilters } from '@/components/changes/change-filters';
import { ChangeList } from '@/components/changes/change-list';
import { DriftSection } from '@/components/owners/drift-section';
import { ListNavigation } from '@/components/data-table/list-navigation';
import { PageHeader } from '@/components/shell/page-header';
import { readPreferences } from '@/components/shell/read-preferences';
import { NoPermissionState } from '@/components/ui/state-block';
import { can, reasonAgainst } from '@/lib/auth/permissions';
import { requireActor } from '@/lib/auth/require-actor';
import { ROLE_NAMES } from '@/lib/base/actor';
import { listChangeActors } from '@/lib/features/changes/list-change-actors';
import { listChanges } from '@/lib/features/changes/list-changes';
import { listDrifts } from '@/lib/features/owners/list-drifts';
import { changeSearchParams } from '@/lib/features/changes/search-params';

export const metadata: Metadata = { title: 'Changes' };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function ChangesPage({ searchParams }: Props) {
  const actor = await requireActor();
  if (!can(actor, 'changes:read')) {
    return (
      <>
        <PageHeader title="Changes" />
        <NoPermissionState what="changes" role={ROLE_NAMES[actor.role]} permission="changes:read" />
      </>
    );
  }
  const params = changeSearchParams.parse(await searchParams);
  const { zone } = await readPreferences();
  const [list, actors, drifts] = await Promise.all([
    listChanges(actor, { ...params, zone: zone ?? 'UTC' }),
    listChangeActors(actor),
    listDrifts(actor, {}),
  ]);
  return (
    <>
      <PageHeader title="Changes" />
      <DriftSection drifts={drifts} reason={reasonAgainst(actor, 'balances:reassign')} />
      <ListNavigation>
        <ChangeFilters params={params} actors={actors} />
        <ChangeList list={list} params={params} />
      </ListNavigation>
    </>
  );
}
