import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { EditIdentityForm } from '@/components/identities/edit-identity-form';
import { TryAgain } from '@/components/shared/read-again';
import { PageHeader } from '@/components/shell/page-header';
import { FailedState, NoPermissionState } from '@/components/ui/state-block';
import { can } from '@/lib/auth/permissions';
import { requireActor } from '@/lib/auth/require-actor';
import { ROLE_NAMES } from '@/lib/base/actor';
import { settle } from '@/lib/base/result';
import { getIdentityForm } from '@/lib/features/identities/get-identity-form';
import { routes } from '@/lib/routes';

export const metadata: Metadata = { title: 'Edit identity' };

type Props = { params: Promise<{ identityId: string }> };

export default async function EditIdentityPage({ params }: Props) {
  const actor = await requireActor();
  const { identityId } = await params;
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
  const read = await settle(getIdentityForm(actor, { identityId }));
  if (!read.ok && read.error.code === 'notFound') notFound();
  const own = read.ok && { label: read.data.name, href: routes.identity(identityId) };
  return (
    <>
      <PageHeader crumbs={own ? [room, own] : [room]} title="Edit identity" />
      {read.ok ? (
        <EditIdentityForm identity={read.data} />
      ) : (
        <FailedState
          title="This identity could not be read"
          reference={read.error.reference}
          action={<TryAgain />}
        >
          {read.error.message}
        </FailedState>
      )}
    </>
  );
}
