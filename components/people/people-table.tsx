import { defineColumns } from '@/components/data-table/column';
import { DataTable } from '@/components/data-table/data-table';
import { Timestamp } from '@/components/shared/timestamp';
import { Badge } from '@/components/ui/badge';
import { ROLE_NAMES } from '@/lib/base/actor';
import type { PersonRow } from '@/lib/features/people/schema';
import { PersonMenu } from './person-menu';

export const PEOPLE_COLUMNS = defineColumns<PersonRow>([
  {
    id: 'name',
    head: 'Name',
    phone: 'title',
    cell: ({ name, isSelf }) => (
      <span className="flex min-w-0 items-center gap-2">
        <bdi className="truncate font-medium" title={name}>
          {name}
        </bdi>
        {isSelf && <Badge>You</Badge>}
      </span>
    ),
  },
  {
    id: 'email',
    head: 'E-mail',
    quiet: true,
    phone: 'meta',
    cell: ({ email }) => (
      <span className="block truncate" title={email}>
        {email}
      </span>
    ),
  },
  { id: 'role', head: 'Role', width: 110, phone: 'amount', cell: ({ role }) => ROLE_NAMES[role] },
  {
    id: 'state',
    head: 'Signed in',
    width: 190,
    quiet: true,
    phone: 'aside',
    cell: (row) => <SignedIn person={row} />,
  },
  {
    id: 'created',
    head: 'Joined',
    width: 130,
    quiet: true,
    hideBelow: 'lg',
    cell: ({ createdAt }) => <Timestamp iso={createdAt} precision="date" year="always" />,
  },
]);

function SignedIn({ person }: { person: PersonRow }) {
  if (person.disabledAt) return <Badge tone="bad">Disabled</Badge>;
  if (!person.signedInAt) return <span className="text-ink-3">Not now</span>;
  return (
    <span className="inline-flex items-baseline gap-2">
      <Timestamp iso={person.signedInAt} />
      {person.sessionCount > 1 && (
        <span className="text-meta text-ink-3 max-sm:hidden">in {person.sessionCount} places</span>
      )}
    </span>
  );
}

/** Everybody who may or might sign in. */
export function PeopleTable({ people }: { people: readonly PersonRow[] }) {
  return (
    <DataTable
      label="People"
      columns={PEOPLE_COLUMNS}
      rows={people}
      rowKey={(row) => row.id}
      rowMenu={(row) => <PersonMenu person={row} />}
    />
  );
}
