import { FileClock } from 'lucide-react';
import { ListRows } from '@/components/data-table/list-navigation';
import { Pager } from '@/components/data-table/pager';
import { SkeletonTable } from '@/components/data-table/skeleton-rows';
import { PartialNote, TableFooter, TableScroll } from '@/components/data-table/table-bars';
import { RefreshEvery } from '@/components/shared/refresh-every';
import { ZoneName } from '@/components/shared/zone-name';
import { ButtonLink } from '@/components/ui/button-link';
import { EmptyState, NoMatchState } from '@/components/ui/state-block';
import { TextLink } from '@/components/ui/text-link';
import type { ChangeListDto } from '@/lib/features/changes/queries';
import { countChangeFilters, type ChangeSearchParams } from '@/lib/features/changes/search-params';
import { routes } from '@/lib/routes';
import { CHANGE_COLUMNS, ChangeTable } from './change-table';

type ChangeListProps = { list: ChangeListDto; params: ChangeSearchParams };

/** While some have no outcome yet. */
const REREAD_MS = 4_000;

/** Stands in the place of the changes while they are read. */
export const CHANGE_SKELETON = (
  <SkeletonTable label="Changes" columns={CHANGE_COLUMNS} count={16} />
);

/** One page of the changes, those without an outcome on top of it. */
export function ChangeList({ list, params }: ChangeListProps) {
  const { open, isOpenCut, rows, newer, older } = list;
  const { older: _older, newer: _newer, oldest: _oldest, ...filters } = params;
  return (
    <>
      <TableScroll>
        <ListRows skeleton={CHANGE_SKELETON}>
          <ChangeTable open={open} rows={rows} />
          {open.length + rows.length === 0 && (
            <NoChanges filterCount={countChangeFilters(params)} />
          )}
        </ListRows>
      </TableScroll>
      {isOpenCut && (
        <PartialNote
          action={
            <TextLink href={routes.changes({ ...filters, state: 'open' })}>
              Show all of them
            </TextLink>
          }
        >
          Of the changes without an outcome only the newest {open.length} stand above.
        </PartialNote>
      )}
      {open.length > 0 && <RefreshEvery ms={REREAD_MS} />}
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

function NoChanges({ filterCount }: { filterCount: number }) {
  if (filterCount === 0) {
    return (
      <EmptyState icon={<FileClock size={16} />} title="No changes yet">
        Every change that is made here gets a stub, and stays on this list.
      </EmptyState>
    );
  }
  return (
    <NoMatchState
      title="No change matches"
      action={
        <ButtonLink size="small" href={routes.changes()}>
          {filterCount === 1 ? 'Clear the filter' : `Clear ${filterCount} filters`}
        </ButtonLink>
      }
    >
      Changes exist, but none with these filters.
    </NoMatchState>
  );
}
