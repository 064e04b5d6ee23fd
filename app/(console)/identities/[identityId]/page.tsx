import type { Metadata } from 'next';
import { DeleteIdentity } from '@/components/identities/delete-identity';
import { IdentityOnPage } from '@/components/identities/identity-on-page';
import { CopyableId } from '@/components/shared/copyable-id';
import { ReadAgainButton } from '@/components/shared/read-again';
import { ReadAgo } from '@/components/shared/read-ago';
import { ReadFailed } from '@/components/shared/read-failed';
import { PageHeader } from '@/components/shell/page-header';
import { ButtonLink } from '@/components/ui/button-link';
import { NoPermissionState } from '@/components/ui/state-block';
import { can, reasonAgainst } from '@/lib/auth/permissions';
import { readForPage } from '@/lib/auth/read-for-page';
import { requireActor } from '@/lib/auth/require-actor';
import { ROLE_NAMES } from '@/lib/base/actor';
import { listSubjectChanges } from '@/lib/features/changes/list-subject-changes';
import { getIdentity } from '@/lib/features/identities/get-identity';
import { routes } from '@/lib/routes';

export const metadata: Metadata = { title: 'Identity' };

const CRUMBS = [{ label: 'Identities', href: routes.identities() }];

type Props = { params: Promise<{ identityId: string }> };

export default async function IdentityPage({ params }: Props) {
  const actor = await requireActor();
  const identityId = decodeURIComponent((await params).identityId);
  if (!can(actor, 'identities:read')) {
    const role = ROLE_NAMES[actor.role];
    return (
      <>
        <PageHeader crumbs={CRUMBS} title="Identity" />
        <NoPermissionState what="identities" role={role} permission="identities:read" />
      </>
    );
  }
  const changesOf = { type: 'identity', id: identityId, limit: 10 } as const;
  const { data, failure } = await readForPage(() =>
    Promise.all([getIdentity(actor, { identityId }), listSubjectChanges(actor, changesOf)]),
  );
  if (failure) {
    return (
      <>
        <PageHeader crumbs={CRUMBS} title="Identity" />
        <ReadFailed failure={failure} title="This identity could not be read" />
      </>
    );
  }
  const [identity, changes] = data;
  const createReason = reasonAgainst(actor, 'balances:create');
  return (
    <>
      <PageHeader
        crumbs={CRUMBS}
        subject={<CopyableId id={identityId} />}
        note={<ReadAgo at={identity.readAt} />}
      >
        <ReadAgainButton className="max-sm:hidden" />
        <DeleteIdentity
          identityId={identityId}
          reason={reasonAgainst(actor, 'identities:delete')}
        />
        <ButtonLink
          href={routes.newBalance({ identity: identityId })}
          disabledReason={createReason}
          className="max-sm:hidden"
        >
          Create balance
        </ButtonLink>
        <ButtonLink
          variant="primary"
          href={routes.editIdentity(identityId)}
          disabledReason={reasonAgainst(actor, 'identities:edit')}
        >
          Edit
        </ButtonLink>
      </PageHeader>
      <IdentityOnPage
        identity={identity}
        changes={changes}
        revealReason={reasonAgainst(actor, 'identities:reveal')}
        tokenizeReason={reasonAgainst(actor, 'identities:tokenize')}
        createReason={createReason}
      />
    </>
  );
}
