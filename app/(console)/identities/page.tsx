import type { Metadata } from 'next';
import { Plus } from 'lucide-react';
import { Pager } from '@/components/data-table/pager';
import { TableFooter, TableScroll } from '@/components/data-table/table-bars';
import { IdentityList } from '@/components/identities/identity-list';
import { IdentityToolbar } from '@/components/identities/identity-toolbar';
import { ReadAgo } from '@/components/shared/read-ago';
import { ReadFailed } from '@/components/shared/read-failed';
import { ZoneName } from '@/components/shared/zone-name';
import { PageHeader } from '@/components/shell/page-header';
import { ButtonLink } from '@/components/ui/button-link';
import { NoPermissionState } from '@/components/ui/state-block';
import { can, reasonAgainst } from '@/lib/auth/permissions';
import { readForPage } from '@/lib/auth/read-for-page';
import { requireActor } from '@/lib/auth/require-actor';
import { ROLE_NAMES } from '@/lib/base/actor';
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
  const { q, type } = params;
  const { data: page, failure } = await readForPage(() => listIdentities(actor, params));
  if (failure) {
    return (
      <>
        {header}
        <IdentityToolbar q={q} type={type} />
        <ReadFailed failure={failure} title="The identities could not be read" />
      </>
    );
  }
  const { links, more, rows, readAt, bothWays } = page;
  const at = (place: object | null) =>
    place ? routes.identities({ q, type, ...place }) : undefined;
  return (
    <>
      {header}
      <IdentityToolbar q={q} type={type} />
      <TableScroll>
        <IdentityList page={page} params={params} createReason={createReason} />
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
