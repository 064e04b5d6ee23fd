import type { Metadata } from 'next';
import { CreateIdentityForm } from '@/components/identities/create-identity-form';
import { PageHeader } from '@/components/shell/page-header';
import { NoPermissionState } from '@/components/ui/state-block';
import { can } from '@/lib/auth/permissions';
import { requireActor } from '@/lib/auth/require-actor';
import { ROLE_NAMES } from '@/lib/base/actor';
import { routes } from '@/lib/routes';

export const metadata: Metadata = { title: 'New identity' };

export default async function NewIdentityPage() {
  const actor = await requireActor();
  return (
    <>
      <PageHeader
        crumbs={[{ label: 'Identities', href: routes.identities() }]}
        title="New identity"
      />
      {can(actor, 'identities:create') ? (
        <CreateIdentityForm />
      ) : (
        <NoPermissionState
          what="this form"
          role={ROLE_NAMES[actor.role]}
          permission="identities:create"
        />
      )}
    </>
  );
}
