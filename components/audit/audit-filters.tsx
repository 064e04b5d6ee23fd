'use client';
import { useListNavigation } from '@/components/data-table/list-navigation';
import { TableToolbar } from '@/components/data-table/table-bars';
import { ChoiceFilter, type FilterChoice } from '@/components/shared/choice-filter';
import { DaysFilter } from '@/components/shared/days-filter';
import { ListSearch } from '@/components/shared/list-search';
import { TextButton } from '@/components/ui/text-link';
import { CHANGE_KINDS } from '@/lib/base/change-kinds';
import type { AuditActorChoice } from '@/lib/features/audit/queries';
import {
  AUDIT_OBJECTS,
  AUDIT_OUTCOMES,
  countAuditFilters,
  OTHER_ACTIONS,
  type AuditSearchParams,
} from '@/lib/features/audit/search-params';
import { routes } from '@/lib/routes';
import { filteredAddress } from './audit-address';

const choices = (names: Readonly<Record<string, string>>, group?: string): FilterChoice[] =>
  Object.entries(names).map(([value, label]) => ({ value, label, group }));

const ACTIONS = [...choices(CHANGE_KINDS, 'changes'), ...choices(OTHER_ACTIONS, 'other')];
const OBJECTS = choices(AUDIT_OBJECTS);
const OUTCOMES = choices(AUDIT_OUTCOMES);

type AuditFiltersProps = {
  params: AuditSearchParams;
  /** Who can be chosen; none for those who see their own entries only. */
  actors: readonly AuditActorChoice[];
};

/** Search and filters of the log. Everything stands in the address. */
export function AuditFilters({ params, actors }: AuditFiltersProps) {
  const list = useListNavigation();
  const go = (change: AuditSearchParams) => list.go(filteredAddress(params, change));
  return (
    <TableToolbar
      search={
        <ListSearch
          label="Search the log"
          placeholder="Id, stub or ticket"
          value={params.q}
          onSearch={(q) => go({ q })}
          className="w-56"
        />
      }
    >
      {actors.length > 0 && (
        <ChoiceFilter
          name="Actor"
          options={actors.map(({ id, name, kind }) => ({
            value: id,
            label: name,
            group: kind === 'person' ? 'people' : 'ours',
          }))}
          value={params.actor}
          onChange={(actor) => go({ actor })}
        />
      )}
      <ChoiceFilter
        name="Action"
        options={ACTIONS}
        value={params.action}
        onChange={(action) => go({ action })}
      />
      <ChoiceFilter
        name="Object"
        options={OBJECTS}
        value={params.object}
        onChange={(object) => go({ object: object as AuditSearchParams['object'] })}
      />
      <ChoiceFilter
        name="Outcome"
        options={OUTCOMES}
        value={params.outcome}
        onChange={(outcome) => go({ outcome: outcome as AuditSearchParams['outcome'] })}
      />
      <DaysFilter name="Date" from={params.from} to={params.to} onChange={go} />
      {countAuditFilters(params) > 1 && (
        <TextButton onClick={() => list.go(routes.audit())}>Clear all</TextButton>
      )}
    </TableToolbar>
  );
}
