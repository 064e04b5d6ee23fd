'use client';
import { useRouter } from 'next/navigation';
import { useState, type FormEvent } from 'react';
import { TableToolbar } from '@/components/data-table/table-bars';
import { FilterChip } from '@/components/ui/filter-chip';
import { Menu, MenuItem } from '@/components/ui/menu';
import { SearchInput } from '@/components/ui/search-input';
import { TextButton } from '@/components/ui/text-link';
import type { ChangeActorDto } from '@/lib/features/changes/queries';
import {
  CHANGE_KINDS,
  CHANGE_OUTCOMES,
  countChangeFilters,
  type ChangeSearchParams,
} from '@/lib/features/changes/search-params';
import { routes } from '@/lib/routes';
import { DateFilter } from './date-filter';

type ChangeFiltersProps = { params: ChangeSearchParams; actors: readonly ChangeActorDto[] };
type Filters = Partial<Omit<ChangeSearchParams, 'older' | 'newer' | 'oldest'>>;

/** The address of the list with other filters, from its newest page. */
function addressOf(params: ChangeSearchParams, change: Filters) {
  const { older: _older, newer: _newer, oldest: _oldest, ...filters } = params;
  return routes.changes({ ...filters, ...change });
}

const optionsOf = (names: Readonly<Record<string, string>>) =>
  Object.entries(names).map(([value, label]) => ({ value, label }));

/** Search by id or stub, and the filters. Everything stands in the address. */
export function ChangeFilters({ params, actors }: ChangeFiltersProps) {
  const router = useRouter();
  const go = (change: Filters) => router.push(addressOf(params, change));
  const people = actors.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <TableToolbar search={<ChangeSearch key={params.q} params={params} onSearch={go} />}>
      <ChoiceFilter
        name="Change"
        options={optionsOf(CHANGE_KINDS)}
        value={params.kind}
        onChange={(kind) => go({ kind: kind as ChangeSearchParams['kind'] })}
      />
      <ChoiceFilter
        name="State"
        options={optionsOf(CHANGE_OUTCOMES)}
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
      <DateFilter from={params.from} to={params.to} onChange={go} />
      {countChangeFilters(params) > 1 && (
        <TextButton onClick={() => router.push(routes.changes())}>Clear all</TextButton>
      )}
    </TableToolbar>
  );
}

type ChoiceFilterProps = {
  name: string;
  options: readonly { value: string; label: string }[];
  value: string | undefined;
  onChange: (value: string | undefined) => void;
};

/** One of a few values, or any. */
function ChoiceFilter({ name, options, value, onChange }: ChoiceFilterProps) {
  const shown = value && (options.find((option) => option.value === value)?.label ?? value);
  return (
    <Menu
      align="start"
      trigger={<FilterChip name={name} value={shown} onClear={() => onChange(undefined)} />}
    >
      {options.map((option) => (
        <MenuItem key={option.value} onSelect={() => onChange(option.value)}>
          {option.label}
        </MenuItem>
      ))}
    </Menu>
  );
}

function ChangeSearch({
  params,
  onSearch,
}: {
  params: ChangeSearchParams;
  onSearch: (change: Filters) => void;
}) {
  const [text, setText] = useState(params.q ?? '');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSearch({ q: text.trim() || undefined });
  };
  return (
    <form onSubmit={submit} className="w-80 max-sm:w-full">
      <SearchInput
        main
        label="Search changes"
        placeholder="Stub number, or an id"
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
    </form>
  );
}
