import type { Metadata } from 'next';
import { CopyableId } from '@/components/shared/copyable-id';
import { ReadAgainButton } from '@/components/shared/read-again';
import { ReadAgo } from '@/components/shared/read-ago';
import { ReadFailed } from '@/components/shared/read-failed';
import { PageHeader } from '@/components/shell/page-header';
import { TransactionOnPage } from '@/components/transactions/transaction-on-page';
import { NoPermissionState } from '@/components/ui/state-block';
import { can } from '@/lib/auth/permissions';
import { readForPage } from '@/lib/auth/read-for-page';
import { requireActor } from '@/lib/auth/require-actor';
import { ROLE_NAMES } from '@/lib/base/actor';
import { shortId } from '@/lib/base/ids';
import { getTransaction } from '@/lib/features/transactions/get-transaction';
import { routes } from '@/lib/routes';

type Props = { params: Promise<{ transactionId: string }> };

const CRUMBS = [{ label: 'Balances', href: routes.balances() }];

const idOf = async ({ params }: Props) => decodeURIComponent((await params).transactionId);

export async function generateMetadata(props: Props): Promise<Metadata> {
  return { title: `Transaction ${shortId(await idOf(props))}` };
}

export default async function TransactionPage(props: Props) {
  const actor = await requireActor();
  const transactionId = await idOf(props);
  if (!can(actor, 'transactions:read')) {
    return (
      <>
        <PageHeader crumbs={CRUMBS} title="Transaction" />
        <NoPermissionState
          what="transactions"
          role={ROLE_NAMES[actor.role]}
          permission="transactions:read"
        />
      </>
    );
  }
  const { data, failure } = await readForPage(() => getTransaction(actor, { transactionId }));
  if (failure) {
    return (
      <>
        <PageHeader crumbs={CRUMBS} title="Transaction" />
        <ReadFailed failure={failure} title="This transaction could not be read" />
      </>
    );
  }
  return (
    <>
      <PageHeader
        crumbs={CRUMBS}
        subject={<CopyableId id={transactionId} />}
        note={<ReadAgo at={data.readAt} />}
      >
        <ReadAgainButton />
      </PageHeader>
      <TransactionOnPage transaction={data} />
    </>
  );
}
