import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { IdentityBalances } from '@/components/identities/identity-balances';
import { IdentityFacts } from '@/components/identities/identity-facts';
import { IdentitySide } from '@/components/identities/identity-side';
import { CopyableId } from '@/components/shared/copyable-id';
import { identityTypeName } from '@/components/shared/identity-name';
import { ReadAgainButton, TryAgain } from '@/components/shared/read-again';
import { ReadAgo } from '@/components/shared/read-ago';
import { PageHeader } from '@/components/shell/page-header';
import { ButtonLink } from '@/components/ui/button-link';
import { SplitPage } from '@/components/ui/page-body';
import { FailedState } from '@/components/ui/state-block';
import { reasonAgainst } from '@/lib/auth/permissions';
import { requireActor } from '@/lib/auth/require-actor';
import { settle } from '@/lib/base/result';
import { listSubjectChanges } from '@/lib/features/changes/list-subject-changes';
import { changeKindName } from '@/lib/features/changes/search-params';
import { getIdentity } from '@/lib/features/identities/get-identity';
import { routes } from '@/lib/routes';

export const metadata: Metadata = { title: 'Identity' };

const CRUMBS = [{ label: 'Identities', href: routes.identities() }];
const SHOWN_CHANGES = 10;

type Props = { params: Promise<{ identityId: string }> };

export default async function IdentityPage({ params }: Props) {
  const actor = await requireActor();
  const { identityId } = await params;
  const [read, changes] = await Promise.all([
    settle(getIdentity(actor, { identityId })),
    listSubjectChanges(actor, { type: 'identity', id: identityId, limit: SHOWN_CHANGES }),
  ]);
  if (!read.ok) {
    if (read.error.code === 'notFound') notFound();
    return (
      <>
        <PageHeader crumbs={CRUMBS} subject={<CopyableId id={identityId} />} />
        <FailedState
          title="This identity could not be read"
          reference={read.error.reference}
          action={<TryAgain />}
        >
          {read.error.message}
        </FailedState>
      </>
    );
  }
  const identity = read.data;
  const rows = changes.rows.map(({ kind, actor: by, ...row }) => ({
    ...row,
    kindName: changeKindName(kind),
    actorName: by.name,
  }));
  return (
    <>
      <PageHeader
        crumbs={CRUMBS}
        subject={<CopyableId id={identityId} />}
        note={<ReadAgo at={identity.readAt} />}
      >
        <ReadAgainButton className="max-sm:hidden" />
        <ButtonLink
          href={routes.newBalance({ identity: identityId })}
          disabledReason={reasonAgainst(actor, 'balances:create')}
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
      <SplitPage
        sideLabel="Changes and metadata"
        side={
          <IdentitySide
            identityId={identityId}
            changes={rows}
            moreChanges={changes.hasMore}
            metaData={identity.metaData}
          />
        }
      >
        <div className="flex items-baseline gap-2.5 border-b px-gutter py-4 max-sm:px-4">
          <h1 className="min-w-0 text-[18px] leading-6 font-semibold break-words">
            <bdi>{identity.name}</bdi>
          </h1>
          {identity.type && <span className="text-ink-3">{identityTypeName(identity.type)}</span>}
        </div>
        <IdentityFacts
          identity={identity}
          revealReason={reasonAgainst(actor, 'identities:reveal')}
        />
        <IdentityBalances {...identity} />
      </SplitPage>
    </>
  );
}
