import type { Metadata } from 'next';
import { FileClock } from 'lucide-react';
import { ChangeFilters } from '@/components/changes/change-filters';
import { ChangeTable } from '@/components/changes/change-table';
import { RefreshWhileOpen } from '@/components/changes/refresh-while-open';
import { Pager } from '@/components/data-table/pager';
import { TableFooter, TableScroll } from '@/components/data-table/table-bars';
import { ZoneName } from '@/components/shared/zone-name';
import { PageHeader } from '@/components/shell/page-header';
import { readPreferences } from '@/components/shell/read-preferences';
import { ButtonLink } from '@/components/ui/button-link';
import { EmptyState, NoMatchState, NoPermissionState } from '@/components/ui/state-block';
import { can } from '@/lib/auth/permissions';
import { requireActor } from '@/lib/auth/require-actor';
import { ROLE_NAMES } from '@/lib/base/actor';
import { listChangeActors } from '@/lib/features/changes/list-change-actors';
import { listChanges } from '@/lib/features/changes/list-changes';
import { changeSearchParams, countChangeFilters } from '@/lib/features/changes/search-params';
import { routes } from '@/lib/routes';

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
  const [list, actors] = await Promise.all([
    listChanges(actor, { ...params, zone: zone ?? 'UTC' }),
    listChangeActors(actor),
  ]);
  const { open, rows, newer, older } = list;
  const { older: _older, newer: _newer, oldest: _oldest, ...filters } = params;
  const filterCount = countChangeFilters(params);
  return (
    <>
      <PageHeader title="Changes" />
      <ChangeFilters params={params} actors={actors} />
      <TableScroll>
        <ChangeTable open={open} rows={rows} />
        {open.length + rows.length === 0 &&
          (filterCount === 0 ? (
            <EmptyState icon={<FileClock size={16} />} title="No changes yet">
              Every change that is made here gets a stub, and stays on this list.
            </EmptyState>
          ) : (
            <NoMatchState
              title="No change matches"
              action={
                <ButtonLink href={routes.changes()}>
                  {filterCount === 1 ? 'Clear the filter' : `Clear ${filterCount} filters`}
                </ButtonLink>
              }
            >
              Changes exist, but none with these filters.
            </NoMatchState>
          ))}
      </TableScroll>
      <RefreshWhileOpen count={open.length} />
      <TableFooter
        notes={<ZoneName />}
        pager={
          <Pager
            newest={newer ? routes.changes(filters) : undefined}
            newer={newer ? routes.changes({ ...filters, newer }) : undefined}
            older={older ? routes.changes({ ...filters, older }) : undefined}
            oldest={older ? routes.changes({ ...filters, oldest: '1' }) : undefined}
          />
        }
      />
    </>
  );
}
