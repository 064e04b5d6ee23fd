import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { ChangeOnPage } from '@/components/changes/change-page';
import { slipNumber } from '@/components/shared/slip';
import { ZoneName } from '@/components/shared/zone-name';
import { SinglePage } from '@/components/ui/page-body';
import { PageHeader } from '@/components/shell/page-header';
import { NoPermissionState } from '@/components/ui/state-block';
import { can, reasonAgainst } from '@/lib/auth/permissions';
import { requireActor } from '@/lib/auth/require-actor';
import { type PersonActor, ROLE_NAMES } from '@/lib/base/actor';
import { DomainError } from '@/lib/base/result';
import { getChange } from '@/lib/features/changes/get-change';
import { routes } from '@/lib/routes';

type Props = { params: Promise<{ operationId: string }> };

export const metadata: Metadata = { title: 'Change' };

const CRUMBS = [{ label: 'Changes', href: routes.changes() }];

const readChange = cache(async (actor: PersonActor, operationId: string) => {
  try {
    return await getChange(actor, { operationId });
  } catch (error) {
    if (error instanceof DomainError && error.failure.code === 'notFound') notFound();
    throw error;
  }
});

export default async function ChangePage({ params }: Props) {
  const actor = await requireActor();
  if (!can(actor, 'changes:read')) {
    return (
      <>
        <PageHeader crumbs={CRUMBS} title="Change" />
        <NoPermissionState what="changes" role={ROLE_NAMES[actor.role]} permission="changes:read" />
      </>
    );
  }
  const change = await readChange(actor, (await params).operationId);
  return (
    <>
      <PageHeader
        crumbs={CRUMBS}
        title={`Stub ${slipNumber(change.number)}`}
        note={<ZoneName unlessMarked />}
      />
      <SinglePage>
        <div className="max-w-[748px] p-6 max-sm:p-4">
          <ChangeOnPage change={change} againReason={reasonAgainst(actor, 'balances:reassign')} />
        </div>
      </SinglePage>
    </>
  );
}
