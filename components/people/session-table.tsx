import { defineColumns } from '@/components/data-table/column';
import { DataTable } from '@/components/data-table/data-table';
import { Timestamp } from '@/components/shared/timestamp';
import { Badge } from '@/components/ui/badge';
import type { SessionRow } from '@/lib/features/people/schema';
import { SessionMenu } from './session-menu';

export const SESSION_COLUMNS = defineColumns<SessionRow>([
  {
    id: 'browser',
    head: 'Browser',
    phone: 'title',
    cell: ({ browser, isCurrent }) => (
      <span className="flex min-w-0 items-center gap-2">
        <span className="truncate font-medium">{browser}</span>
        {isCurrent && <Badge tone="ok">This one</Badge>}
      </span>
    ),
  },
  {
    id: 'address',
    head: 'Network address',
    width: 220,
    quiet: true,
    phone: 'meta',
    cell: ({ address }) => (
      <span className={address && /[.:]/.test(address) ? 'code-text' : undefined}>
        {address ?? 'Not known'}
      </span>
    ),
  },
  {
    id: 'since',
    head: 'Signed in',
    width: 160,
    quiet: true,
    hideBelow: 'lg',
    cell: ({ signedInAt }) => <Timestamp iso={signedInAt} />,
  },
  {
    id: 'until',
    head: 'Ends by itself',
    width: 160,
    quiet: true,
    phone: 'aside',
    cell: ({ expiresAt }) => (
      <>
        <span className="sm:hidden">until </span>
        <Timestamp iso={expiresAt} />
      </>
    ),
  },
]);

/** Where a person is signed in. */
export function SessionTable({ sessions }: { sessions: readonly SessionRow[] }) {
  return (
    <DataTable
      label="Your sessions"
      columns={SESSION_COLUMNS}
      rows={sessions}
      rowKey={(row) => row.id}
      rowMenu={(row) => <SessionMenu session={row} />}
    />
  );
}
