import type { Metadata } from 'next';
import { EditIdentityForm } from '@/components/identities/edit-identity-form';
import { ReadFailed } from '@/components/shared/read-failed';
import { PageHeader } from '@/components/shell/page-header';
import { NoPermissionState } from '@/components/ui/state-block';
import { can, reasonAgainst } from '@/lib/auth/permissions';
import { readForPage } from '@/lib/auth/read-for-page';
import { requireActor } from '@/lib/auth/require-actor';
import { ROLE_NAMES } from '@/lib/base/actor';
import { getIdentityForm } from '@/lib/features/identities/get-identity-form';
import { routes } from '@/lib/routes';

export const metadata: Metadata = { title: 'Edit identity' };

type Props = { params: Promise<{ identityId: string }> };

export default async function EditIdentityPage({ params }: Props) {
  const actor = await requireActor();
  const identityId = decodeURIComponent((await params).identityId);
  const room = { label: 'Identities', href: routes.identities() };
  if (!can(actor, 'identities:edit')) {
    return (
      <>
        <PageHeader crumbs={[room]} title="Edit identity" />
        <NoPermissionState
          what="this form"
          role={ROLE_NAMES[actor.role]}
          permission="identities:edit"
        />
      </>
    );
  }
  const { data, failure } = await readForPage(() => getIdentityForm(actor, { identityId }));
  const own = data && { label: data.name, href: routes.identity(identityId) };
  return (
    <>
      <PageHeader crumbs={own ? [room, own] : [room]} title="Edit identity" />
      {failure ? (
        <ReadFailed failure={failure} title="This identity could not be read" />
      ) : (
        <EditIdentityForm
          identity={data}
          revealReason={reasonAgainst(actor, 'identities:reveal')}
        />
      )}
    </>
  );
}
