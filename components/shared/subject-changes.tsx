import { defineColumns } from '@/components/data-table/column';
import { DataTable } from '@/components/data-table/data-table';
import { PanelState } from '@/components/ui/state-block';
import { changeKindName } from '@/lib/base/change-kinds';
import type { ChangeRowDto } from '@/lib/features/changes/queries';
import { routes } from '@/lib/routes';
import { sideWords } from './change-side-words';
import { InlineChange } from './before-after';
import { StateBadge } from './operation-state';
import { slipNumber } from './slip';
import { Timestamp } from './timestamp';

const COLUMNS = defineColumns<ChangeRowDto>([
  {
    id: 'number',
    head: 'Stub',
    width: 84,
    phone: 'meta',
    cell: ({ number }) => <span className="code-text">{slipNumber(number)}</span>,
  },
  {
    id: 'kind',
    head: 'Change',
    width: 136,
    phone: 'title',
    cell: ({ kind }) => changeKindName(kind),
  },
  {
    id: 'sides',
    head: 'Before → after',
    phone: 'meta',
    cell: ({ before, after }) => (
      <InlineChange before={sideWords(before)} after={sideWords(after)} />
    ),
  },
  {
    id: 'state',
    head: 'State',
    width: 100,
    phone: 'amount',
    cell: ({ state }) => <StateBadge state={state} inTable />,
  },
  {
    id: 'actor',
    head: 'By',
    width: 132,
    quiet: true,
    hideBelow: 'lg',
    cell: ({ actor }) => (
      <bdi className="block truncate" title={actor.name}>
        {actor.name}
      </bdi>
    ),
  },
  {
    id: 'requested',
    head: 'Requested',
    width: 124,
    quiet: true,
    phone: 'aside',
    cell: ({ requestedAt }) => <Timestamp iso={requestedAt} />,
  },
]);

type SubjectChangesProps = {
  /** `listSubjectChanges` of this object. */
  changes: readonly ChangeRowDto[];
  /** In the middle of a sentence: "this ledger". */
  what: string;
};

/** The changes that were made to one object, newest first, on its page. */
export function SubjectChanges({ changes, what }: SubjectChangesProps) {
  if (changes.length === 0) {
    return <PanelState>Nobody has changed {what} through Counterfoil.</PanelState>;
  }
  return (
    <DataTable
      label={`Changes made to ${what}`}
      frame="plain"
      columns={COLUMNS}
      rows={changes}
      rowKey={(row) => row.operationId}
      rowHref={(row) => routes.change(row.operationId)}
      rowLabel={(row) => `${slipNumber(row.number)}, ${changeKindName(row.kind)}`}
      rowCopy={(row) => row.operationId}
    />
  );
}
