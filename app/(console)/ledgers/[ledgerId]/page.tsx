import type { Metadata } from 'next';
import { Plus } from 'lucide-react';
import { LedgerOnPage } from '@/components/ledgers/ledger-on-page';
import { RenameLedger } from '@/components/ledgers/rename-ledger';
import { CopyableId } from '@/components/shared/copyable-id';
import { ReadFailed } from '@/components/shared/read-failed';
import { PageHeader } from '@/components/shell/page-header';
import { ButtonLink } from '@/components/ui/button-link';
import { NoPermissionState } from '@/components/ui/state-block';
import { can } from '@/lib/auth/permissions';
import { readForPage } from '@/lib/auth/read-for-page';
import { requireActor } from '@/lib/auth/require-actor';
import { ROLE_NAMES } from '@/lib/base/actor';
import { listSubjectChanges } from '@/lib/features/changes/list-subject-changes';
import { getBalanceRights } from '@/lib/features/balances/get-balance-rights';
import { getLedgerRights } from '@/lib/features/ledgers/get-ledger-rights';
import { getLedger } from '@/lib/features/ledgers/get-ledger';
import { routes } from '@/lib/routes';

export const metadata: Metadata = { title: 'Ledger' };

type Props = { params: Promise<{ ledgerId: string }> };

const CRUMBS = [{ label: 'Ledgers', href: routes.ledgers() }];
const GENERAL_KEEPS_NAME = 'The general ledger is Core’s own and keeps its name.';
const GENERAL_IS_FULL = 'Core keeps its own balances here. People create theirs in other ledgers.';

export default async function LedgerPage({ params }: Props) {
  const actor = await requireActor();
  const ledgerId = decodeURIComponent((await params).ledgerId);
  if (!can(actor, 'ledgers:read')) {
    return (
      <>
        <PageHeader crumbs={CRUMBS} title="Ledger" />
        <NoPermissionState what="ledgers" role={ROLE_NAMES[actor.role]} permission="ledgers:read" />
      </>
    );
  }
  const changesOf = { type: 'ledger', id: ledgerId, limit: 10 } as const;
  const [{ data, failure }, rights, balanceRights] = await Promise.all([
    readForPage(() =>
      Promise.all([getLedger(actor, { ledgerId }), listSubjectChanges(actor, changesOf)]),
    ),
    getLedgerRights(actor, {}),
    getBalanceRights(actor, {}),
  ]);
  if (failure) {
    return (
      <>
        <PageHeader crumbs={CRUMBS} title="Ledger" />
        <ReadFailed failure={failure} title="This ledger could not be read" />
      </>
    );
  }
  const [ledger, changes] = data;
  return (
    <>
      <PageHeader crumbs={CRUMBS} subject={<CopyableId id={ledgerId} />}>
        <RenameLedger
          ledger={ledger}
          reason={rights.rename ?? (ledger.isGeneral ? GENERAL_KEEPS_NAME : null)}
        />
        <ButtonLink
          href={routes.newBalance({ ledger: ledgerId })}
          variant="primary"
          size="small"
          collapse
          icon={<Plus size={14} />}
          disabledReason={balanceRights.create ?? (ledger.isGeneral ? GENERAL_IS_FULL : null)}
        >
          Create balance
        </ButtonLink>
      </PageHeader>
      <LedgerOnPage ledger={ledger} changes={changes} />
    </>
  );
}
