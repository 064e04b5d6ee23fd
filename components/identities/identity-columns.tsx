import { defineColumns } from '@/components/data-table/column';
import { CopyableId } from '@/components/shared/copyable-id';
import { IdentityName } from '@/components/shared/identity-name';
import { Timestamp } from '@/components/shared/timestamp';
import type { IdentityLine } from '@/lib/features/identities/queries';

export const IDENTITY_COLUMNS = defineColumns<IdentityLine>([
  {
    id: 'identity',
    head: 'Identity',
    phone: 'title',
    skeleton: 140,
    cell: ({ identityId, name, type }) => (
      <IdentityName identity={{ id: identityId, name, type }} />
    ),
  },
  {
    id: 'id',
    head: 'Identity id',
    width: 160,
    phone: 'meta',
    skeleton: 96,
    cell: ({ identityId }) => <CopyableId id={identityId} width="table" />,
  },
  {
    id: 'email',
    head: 'E-mail',
    width: 220,
    quiet: true,
    hideBelow: 'lg',
    cell: ({ email }) => (
      <span className="block truncate" title={email ?? undefined}>
        {email}
      </span>
    ),
  },
  {
    id: 'country',
    head: 'Country',
    width: 140,
    quiet: true,
    hideBelow: 'lg',
    phone: 'meta',
    cell: ({ country }) => <span className="block truncate">{country}</span>,
  },
  {
    id: 'created',
    head: 'Created',
    width: 140,
    quiet: true,
    phone: 'aside',
    skeleton: 84,
    sort: 'descending',
    cell: ({ createdAt }) => <Timestamp iso={createdAt} />,
  },
]);
