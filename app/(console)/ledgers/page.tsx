import type { Metadata } from 'next';
import { CreateLedgerLink, LedgerList } from '@/components/ledgers/ledger-list';
import { LedgerToolbar } from '@/components/ledgers/ledger-toolbar';
import { ReadFailed } from '@/components/shared/read-failed';
import { PageHeader } from '@/components/shell/page-header';
import { NoPermissionState } from '@/components/ui/state-block';
import { can, reasonAgainst } from '@/lib/auth/permissions';
import { readForPage } from '@/lib/auth/read-for-page';
import { requireActor } from '@/lib/auth/require-actor';
import { ROLE_NAMES } from '@/lib/base/actor';
import { listLedgers } from '@/lib/features/ledgers/list-ledgers';
import { ledgerSearchParams } from '@/lib/features/ledgers/search-params';

export const metadata: Metadata = { title: 'Ledgers' };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function LedgersPage({ searchParams }: Props) {
  const actor = await requireActor();
  if (!can(actor, 'ledgers:read')) {
    return (
      <>
        <PageHeader title="Ledgers" />
        <NoPermissionState what="ledgers" role={ROLE_NAMES[actor.role]} permission="ledgers:read" />
      </>
    );
  }
  const params = ledgerSearchParams.parse(await searchParams);
  const { data: page, failure } = await readForPage(() => listLedgers(actor, params));
  const createReason = reasonAgainst(actor, 'ledgers:create');
  return (
    <>
      <PageHeader title="Ledgers">
        <CreateLedgerLink reason={createReason} />
      </PageHeader>
      <LedgerToolbar q={params.q} />
      {failure ? (
        <ReadFailed failure={failure} title="The ledgers could not be read" />
      ) : (
        <LedgerList page={page} params={params} createReason={createReason} />
      )}
    </>
  );
}
