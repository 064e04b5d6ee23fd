'use client';
import { useListNavigation } from '@/components/data-table/list-navigation';
import { TableToolbar } from '@/components/data-table/table-bars';
import { ChoiceFilter } from '@/components/shared/choice-filter';
import { DaysFilter } from '@/components/shared/days-filter';
import { ListSearch } from '@/components/shared/list-search';
import { TextButton } from '@/components/ui/text-link';
import { CHANGE_KINDS } from '@/lib/base/change-kinds';
import type { ChangeActorDto } from '@/lib/features/changes/queries';
import {
  CHANGE_STATES,
  countChangeFilters,
  type ChangeSearchParams,
} from '@/lib/features/changes/search-params';
import { routes } from '@/lib/routes';

type ChangeFiltersProps = { params: ChangeSearchParams; actors: readonly ChangeActorDto[] };
type Filters = Partial<Omit<ChangeSearchParams, 'older' | 'newer' | 'oldest'>>;

/** The address of the list with other filters, from its newest page. */
function addressOf(params: ChangeSearchParams, change: Filters) {
  const { older: _older, newer: _newer, oldest: _oldest, ...filters } = params;
  return routes.changes({ ...filters, ...change });
}

const optionsOf = (names: Readonly<Record<string, string>>) =>
  Object.entries(names).map(([value, label]) => ({ value, label }));

const STATES = optionsOf(CHANGE_STATES).map((option) => ({
  ...option,
  group: option.value === 'open' ? 'open' : 'ended',
}));

/** Search by id or stub, and the filters. Everything stands in the address. */
export function ChangeFilters({ params, actors }: ChangeFiltersProps) {
  const list = useListNavigation();
  const go = (change: Filters) => list.go(addressOf(params, change));
  const people = actors.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <TableToolbar
      search={
        <ListSearch
          label="Search changes"
          placeholder="Stub number, or an id"
          value={params.q}
          onSearch={(q) => go({ q })}
        />
      }
    >
      <ChoiceFilter
        name="Change"
        options={optionsOf(CHANGE_KINDS)}
        value={params.kind}
        onChange={(kind) => go({ kind: kind as ChangeSearchParams['kind'] })}
      />
      <ChoiceFilter
        name="State"
        options={STATES}
        value={params.state}
        onChange={(state) => go({ state: state as ChangeSearchParams['state'] })}
      />
      {people.length > 0 && (
        <ChoiceFilter
          name="By"
          options={people}
          value={params.actor}
          onChange={(actor) => go({ actor })}
        />
      )}
      <DaysFilter name="Requested" from={params.from} to={params.to} onChange={go} />
      {countChangeFilters(params) > 1 && (
        <TextButton onClick={() => list.go(routes.changes())}>Clear all</TextButton>
      )}
    </TableToolbar>
  );
}
