import { defineColumns } from '@/components/data-table/column';
import { DataTable } from '@/components/data-table/data-table';
import { Timestamp } from '@/components/shared/timestamp';
import { Badge } from '@/components/ui/badge';
import { ROLE_NAMES } from '@/lib/base/actor';
import type { InvitationRow } from '@/lib/features/people/schema';
import { InvitationMenu } from './invitation-menu';

const COLUMNS = defineColumns<InvitationRow>([
  {
    id: 'email',
    head: 'Invited',
    phone: 'title',
    cell: ({ email }) => (
      <span className="block truncate font-medium" title={email}>
        {email}
      </span>
    ),
  },
  { id: 'by', head: 'By', quiet: true, phone: 'meta', cell: ({ invitedBy }) => invitedBy },
  { id: 'role', head: 'Role', width: 110, phone: 'amount', cell: ({ role }) => ROLE_NAMES[role] },
  {
    id: 'expires',
    head: 'Works until',
    width: 190,
    quiet: true,
    phone: 'aside',
    cell: ({ expiresAt, isExpired }) =>
      isExpired ? <Badge>Expired</Badge> : <Timestamp iso={expiresAt} />,
  },
  {
    id: 'created',
    head: 'Made',
    width: 130,
    quiet: true,
    hideBelow: 'lg',
    cell: ({ createdAt }) => <Timestamp iso={createdAt} precision="date" year="always" />,
  },
]);

/** Links that nobody has used yet. */
export function InvitationTable({ invitations }: { invitations: readonly InvitationRow[] }) {
  return (
    <DataTable
      label="Invitations"
      columns={COLUMNS}
      rows={invitations}
      rowKey={(row) => row.id}
      rowMenu={(row) => <InvitationMenu invitation={row} />}
    />
  );
}
