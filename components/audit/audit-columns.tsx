import { defineColumns } from '@/components/data-table/column';
import { InlineChange } from '@/components/shared/before-after';
import { Timestamp } from '@/components/shared/timestamp';
import type { AuditRowDto } from '@/lib/features/audit/queries';
import { Actor } from './audit-actor';
import { ObjectInRow } from './audit-object';
import { Outcome } from './audit-outcome';

/** Apart from the table, which draws in the browser: the server needs the columns to show them empty. */
export const AUDIT_COLUMNS = defineColumns<AuditRowDto>([
  {
    id: 'time',
    head: 'Time',
    width: 92,
    quiet: true,
    phone: 'aside',
    sort: 'descending',
    skeleton: 52,
    cell: ({ at }) => <Timestamp iso={at} precision="clock" />,
  },
  {
    id: 'actor',
    head: 'Actor',
    width: 136,
    phone: 'meta',
    cell: ({ actor }) => <Actor actor={actor} />,
  },
  {
    id: 'action',
    head: 'Action',
    width: 142,
    phone: 'title',
    cell: ({ action }) => (
      <span className="block truncate" title={action}>
        {action}
      </span>
    ),
  },
  {
    id: 'object',
    head: 'Object',
    width: 124,
    cell: ({ object, objectWords }) => <ObjectInRow object={object} words={objectWords} />,
  },
  {
    id: 'sides',
    head: 'Before → after',
    phone: 'meta',
    cell: ({ before, after }) => <InlineChange before={before} after={after} />,
  },
  {
    id: 'outcome',
    head: 'Outcome',
    width: 104,
    phone: 'amount',
    cell: ({ outcome }) => <Outcome outcome={outcome} inTable />,
  },
  {
    id: 'reason',
    head: 'Reason',
    minWidth: 184,
    quiet: true,
    hideBelow: 'lg',
    cell: ({ reason }) => (
      <span className="block truncate" title={reason ?? undefined}>
        {reason}
      </span>
    ),
  },
]);
