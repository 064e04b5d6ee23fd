import { Users } from 'lucide-react';
import { DataTable } from '@/components/data-table/data-table';
import { ButtonLink } from '@/components/ui/button-link';
import { EmptyState, NoMatchState } from '@/components/ui/state-block';
import type { IdentityPage } from '@/lib/features/identities/queries';
import { type IdentitySearchParams } from '@/lib/features/identities/search-params';
import { routes } from '@/lib/routes';
import { IDENTITY_COLUMNS } from './identity-columns';

type IdentityListProps = {
  page: IdentityPage;
  params: IdentitySearchParams;
  /** Why this person may not create one, or `null`. */
  createReason: string | null;
};

/** One page of identities, or what stands there instead. */
export function IdentityList({ page, params, createReason }: IdentityListProps) {
  return (
    <DataTable
      label="Identities"
      columns={IDENTITY_COLUMNS}
      rows={page.rows}
      rowKey={(row) => row.identityId}
      rowHref={(row) => routes.identity(row.identityId)}
      rowCopy={(row) => row.identityId}
    >
      {page.rows.length === 0 && <Nothing params={params} createReason={createReason} />}
    </DataTable>
  );
}

function Nothing({ params, createReason }: Omit<IdentityListProps, 'page'>) {
  const { q, type } = params;
  if (!q && !type) {
    return (
      <EmptyState
        icon={<Users size={16} />}
        title="No identities yet"
        action={
          <ButtonLink
            size="small"
            variant="primary"
            href={routes.newIdentity()}
            disabledReason={createReason}
          >
            New identity
          </ButtonLink>
        }
      >
        An identity is a person or an organization that can own balances. Create the first one, or
        let your systems create them through Core.
      </EmptyState>
    );
  }
  return (
    <NoMatchState
      title="No identity matches"
      action={
        <ButtonLink size="small" href={routes.identities()}>
          {q && type ? 'Clear 2 filters' : 'Clear the filter'}
        </ButtonLink>
      }
    >
      {q
        ? `No name begins with “${q}”, and no identity has this id. The middle of a name is not searched.`
        : 'Identities exist, but none of this type.'}
    </NoMatchState>
  );
}
