'use client';
import { type Column } from '@/components/data-table/column';
import { DataTable } from '@/components/data-table/data-table';
import { useZone } from '@/components/shared/zone';
import { dayIn, formatInstant, nextDay } from '@/lib/base/time';
import type { AuditRowDto } from '@/lib/features/audit/queries';
import type { AuditSearchParams } from '@/lib/features/audit/search-params';
import { entryAddress } from './audit-address';
import { AUDIT_COLUMNS } from './audit-columns';

/** Beside an open entry there is less room: what its panel tells anyway goes first. */
const BESIDE_ENTRY: readonly Column<AuditRowDto>[] = AUDIT_COLUMNS.map((column) => {
  if (column.id === 'object') return { ...column, hideBelow: 'xl' };
  if (column.id === 'sides') return { ...column, minWidth: 120 };
  return column.id === 'reason' ? { ...column, width: 140, hideBelow: 'xl' } : column;
});

type AuditTableProps = { rows: readonly AuditRowDto[]; params: AuditSearchParams };

/** The log, newest first, day by day in the viewer's zone. */
export function AuditTable({ rows, params }: AuditTableProps) {
  const { zone, renderedAt } = useZone();
  const today = dayIn(renderedAt, zone);
  return (
    <DataTable
      label="Audit entries"
      columns={params.entry ? BESIDE_ENTRY : AUDIT_COLUMNS}
      rows={rows}
      rowKey={(row) => row.id}
      rowHref={(row) => entryAddress(params, row.id)}
      rowLabel={(row) => {
        const time = formatInstant(row.at, { zone, seconds: true, timeOnly: true });
        return `${time}, ${row.action}, ${row.actor.name ?? row.actor.id}`;
      }}
      rowCopy={(row) => row.object?.id ?? row.id}
      rowSelected={(row) => row.id === params.entry}
      rowGroup={(row) => dayWords(dayIn(row.at, zone), today)}
    />
  );
}

/** `Today, 21 November 2026`. */
function dayWords(day: string, today: string): string {
  const date = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', dateStyle: 'long' }).format(
    new Date(`${day}T00:00:00Z`),
  );
  if (day === today) return `Today, ${date}`;
  return nextDay(day) === today ? `Yesterday, ${date}` : date;
}
