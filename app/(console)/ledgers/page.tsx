import type { Metadata } from 'next';
import { CreateLedgerLink, LedgerList } from '@/components/ledgers/ledger-list';
import { LedgerToolbar } from '@/components/ledgers/ledger-toolbar';
import { ListNavigation } from '@/components/data-table/list-navigation';
import { ReadFailed } from '@/components/shared/read-failed';
import { PageHeader } from '@/components/shell/page-header';
import { NoPermissionState } from '@/components/ui/state-block';
import { can } from '@/lib/auth/permissions';
import { readForPage } from '@/lib/auth/read-for-page';
import { requireActor } from '@/lib/auth/require-actor';
import { ROLE_NAMES } from '@/lib/base/actor';
import { getLedgerRights } from '@/lib/features/ledgers/get-ledger-rights';
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
  const [{ data: page, failure }, rights] = await Promise.all([
    readForPage(() => listLedgers(actor, params)),
    getLedgerRights(actor, {}),
  ]);
  return (
    <>
      <PageHeader title="Ledgers">
        <CreateLedgerLink reason={rights.create} />
      </PageHeader>
      <ListNavigation>
        <LedgerToolbar q={params.q} />
        {failure ? (
          <ReadFailed failure={failure} title="The ledgers could not be read" />
        ) : (
          <LedgerList page={page} params={params} createReason={rights.create} />
        )}
      </ListNavigation>
    </>
  );
}
