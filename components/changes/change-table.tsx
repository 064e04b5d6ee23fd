import { defineColumns } from '@/components/data-table/column';
import { DataTable } from '@/components/data-table/data-table';
import { sideWords } from '@/components/shared/change-side-words';
import { InlineChange } from '@/components/shared/before-after';
import { ChangeSubjectId } from '@/components/shared/change-subject';
import { StateBadge } from '@/components/shared/operation-state';
import { slipNumber } from '@/components/shared/slip';
import { Timestamp } from '@/components/shared/timestamp';
import { changeKindName } from '@/lib/base/change-kinds';
import type { ChangeRowDto } from '@/lib/features/changes/queries';
import { routes } from '@/lib/routes';

export const CHANGE_COLUMNS = defineColumns<ChangeRowDto>([
  {
    id: 'number',
    head: 'Stub',
    width: 92,
    phone: 'meta',
    skeleton: 52,
    cell: ({ number }) => <span className="code-text">{slipNumber(number)}</span>,
  },
  {
    id: 'kind',
    head: 'Change',
    width: 140,
    phone: 'title',
    skeleton: 96,
    cell: ({ kind }) => <span className="font-medium">{changeKindName(kind)}</span>,
  },
  {
    id: 'sides',
    head: 'Before → after',
    skeleton: 180,
    phone: 'meta',
    cell: ({ before, after }) => (
      <InlineChange before={sideWords(before)} after={sideWords(after)} />
    ),
  },
  {
    id: 'subject',
    head: 'Object',
    width: 148,
    quiet: true,
    skeleton: 96,
    hideBelow: 'lg',
    cell: ({ subject }) => <ChangeSubjectId subject={subject} width="table" />,
  },
  {
    id: 'state',
    head: 'State',
    width: 116,
    phone: 'amount',
    skeleton: 64,
    cell: ({ state }) => <StateBadge state={state} inTable />,
  },
  {
    id: 'actor',
    head: 'By',
    width: 140,
    quiet: true,
    skeleton: 88,
    cell: ({ actor }) => (
      <bdi className="block truncate" title={actor.name}>
        {actor.name}
      </bdi>
    ),
  },
  {
    id: 'ticket',
    head: 'Ticket',
    width: 112,
    quiet: true,
    skeleton: 64,
    hideBelow: 'xl',
    cell: ({ ticket }) => (
      <span className="block truncate" title={ticket ?? undefined}>
        {ticket}
      </span>
    ),
  },
  {
    id: 'requested',
    head: 'Requested',
    width: 132,
    quiet: true,
    phone: 'aside',
    skeleton: 84,
    sort: 'descending',
    cell: ({ requestedAt }) => <Timestamp iso={requestedAt} />,
  },
]);

const UNDECIDED = 'Not known yet';
const WAITING = 'Waiting';
const ENDED = 'With an outcome';

/** Changes; those that nobody knows the outcome of stand above the others, then those that wait. */
export function ChangeTable({ open, rows }: Record<'open' | 'rows', readonly ChangeRowDto[]>) {
  const waiting = open.filter(({ state }) => state === 'waiting');
  const undecided = open.filter(({ state }) => state !== 'waiting');
  const groupOf = new Map([
    ...undecided.map(({ operationId }) => [operationId, UNDECIDED] as const),
    ...waiting.map(({ operationId }) => [operationId, WAITING] as const),
  ]);
  return (
    <DataTable
      label="Changes"
      columns={CHANGE_COLUMNS}
      rows={[...undecided, ...waiting, ...rows]}
      rowKey={(row) => row.operationId}
      rowHref={(row) => routes.change(row.operationId)}
      rowLabel={(row) => `${slipNumber(row.number)}, ${changeKindName(row.kind)}`}
      rowCopy={(row) => row.operationId}
      rowGroup={open.length > 0 ? (row) => groupOf.get(row.operationId) ?? ENDED : undefined}
    />
  );
}
