import type { Metadata } from 'next';
import { Plus } from 'lucide-react';
import { Pager } from '@/components/data-table/pager';
import { TableFooter, TableScroll } from '@/components/data-table/table-bars';
import { IdentityList } from '@/components/identities/identity-list';
import { IdentityToolbar } from '@/components/identities/identity-toolbar';
import { ReadAgo } from '@/components/shared/read-ago';
import { TryAgain } from '@/components/shared/read-again';
import { ZoneName } from '@/components/shared/zone-name';
import { PageHeader } from '@/components/shell/page-header';
import { ButtonLink } from '@/components/ui/button-link';
import { FailedState, NoPermissionState } from '@/components/ui/state-block';
import { can, reasonAgainst } from '@/lib/auth/permissions';
import { requireActor } from '@/lib/auth/require-actor';
import { ROLE_NAMES } from '@/lib/base/actor';
import { settle } from '@/lib/base/result';
import { listIdentities } from '@/lib/features/identities/list-identities';
import { identitySearchParams } from '@/lib/features/identities/search-params';
import { routes } from '@/lib/routes';

export const metadata: Metadata = { title: 'Identities' };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function IdentitiesPage({ searchParams }: Props) {
  const actor = await requireActor();
  const createReason = reasonAgainst(actor, 'identities:create');
  const header = (
    <PageHeader title="Identities">
      <ButtonLink
        variant="primary"
        href={routes.newIdentity()}
        icon={<Plus size={14} />}
        disabledReason={createReason}
        collapse
      >
        New identity
      </ButtonLink>
    </PageHeader>
  );
  if (!can(actor, 'identities:read')) {
    const role = ROLE_NAMES[actor.role];
    return (
      <>
        {header}
        <NoPermissionState what="identities" role={role} permission="identities:read" />
      </>
    );
  }
  const params = identitySearchParams.parse(await searchParams);
  const read = await settle(listIdentities(actor, params));
  const { q, type } = params;
  if (!read.ok) {
    return (
      <>
        {header}
        <IdentityToolbar q={q} type={type} />
        <FailedState
          title="The identities could not be read"
          reference={read.error.reference}
          action={<TryAgain />}
        >
          {read.error.message}
        </FailedState>
      </>
    );
  }
  const { links, more, rows, readAt, bothWays } = read.data;
  const at = (place: object | null) =>
    place ? routes.identities({ q, type, ...place }) : undefined;
  return (
    <>
      {header}
      <IdentityToolbar q={q} type={type} />
      <TableScroll>
        <IdentityList page={read.data} params={params} createReason={createReason} />
      </TableScroll>
      <TableFooter
        range={more && `The first ${rows.length} that match; type more of the name.`}
        notes={
          <>
            <ReadAgo at={readAt} />
            <ZoneName />
          </>
        }
        pager={
          !q && (
            <Pager
              newest={at(links.newest)}
              newer={at(links.newer)}
              older={at(links.older)}
              oldest={at(links.oldest)}
              oldestReason={
                bothWays ? undefined : 'This key may only read: Core lists newest first.'
              }
            />
          )
        }
      />
    </>
  );
}
