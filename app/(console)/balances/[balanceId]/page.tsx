import type { Metadata } from 'next';
import { Suspense } from 'react';
import { BalanceActions } from '@/components/balances/balance-actions';
import { BalanceOnPage } from '@/components/balances/balance-on-page';
import {
  BalanceTransactions,
  TransactionsSkeleton,
} from '@/components/balances/balance-transactions';
import { LineagePanel, LineageSkeleton } from '@/components/balances/lineage-panel';
import { OWN_OF_CORE } from '@/lib/features/balances/schema';
import { DriftBand } from '@/components/owners/drift-section';
import { CopyableId } from '@/components/shared/copyable-id';
import { OpenChangeBand } from '@/components/shared/open-change-band';
import { ReadAgo } from '@/components/shared/read-ago';
import { ReadFailed } from '@/components/shared/read-failed';
import { SubjectChangeList } from '@/components/shared/subject-change-list';
import { PageHeader } from '@/components/shell/page-header';
import { NoPermissionState } from '@/components/ui/state-block';
import { can, reasonAgainst } from '@/lib/auth/permissions';
import { readForPage } from '@/lib/auth/read-for-page';
import { requireActor } from '@/lib/auth/require-actor';
import { type PersonActor, ROLE_NAMES } from '@/lib/base/actor';
import { type BalanceDetail, getBalance } from '@/lib/features/balances/get-balance';
import { getBalanceLineage } from '@/lib/features/balances/get-balance-lineage';
import { getBalanceRights } from '@/lib/features/balances/get-balance-rights';
import { listBalanceTransactions } from '@/lib/features/balances/list-balance-transactions';
import { findMaker } from '@/lib/features/changes/find-maker';
import { getChange } from '@/lib/features/changes/get-change';
import { listSubjectChanges } from '@/lib/features/changes/list-subject-changes';
import { findDrift } from '@/lib/features/owners/list-drifts';
import { shortId } from '@/lib/base/ids';
import { OPERATION_ID_KEY } from '@/lib/base/meta-data';
import { routes } from '@/lib/routes';

type Props = { params: Promise<{ balanceId: string }> };

const CRUMBS = [{ label: 'Balances', href: routes.balances() }];

const idOf = async ({ params }: Props) => decodeURIComponent((await params).balanceId);

export async function generateMetadata(props: Props): Promise<Metadata> {
  return { title: `Balance ${shortId(await idOf(props))}` };
}

export default async function BalancePage(props: Props) {
  const actor = await requireActor();
  const balanceId = await idOf(props);
  if (!can(actor, 'balances:read')) {
    return (
      <>
        <PageHeader crumbs={CRUMBS} title="Balance" />
        <NoPermissionState
          what="balances"
          role={ROLE_NAMES[actor.role]}
          permission="balances:read"
        />
      </>
    );
  }
  const { data, failure } = await readForPage(() => readBalance(actor, balanceId));
  if (failure) {
    return (
      <>
        <PageHeader crumbs={CRUMBS} title="Balance" />
        <ReadFailed failure={failure} title="This balance could not be read" />
      </>
    );
  }
  const { balance, rights, changes, open, drift } = data;
  return (
    <>
      <PageHeader
        crumbs={CRUMBS}
        subject={<CopyableId id={balanceId} />}
        note={<ReadAgo at={balance.readAt} />}
      >
        <BalanceActions
          balanceId={balanceId}
          reassignReason={balance.kind === 'customer' ? rights.reassign : OWN_OF_CORE}
        />
      </PageHeader>
      <BalanceOnPage
        balance={balance}
        openChange={
          <>
            {open && <OpenChangeBand initial={open} shown={ownerWords(balance)} />}
            {drift && (
              <DriftBand drift={drift} reason={reasonAgainst(actor, 'balances:reassign')} />
            )}
          </>
        }
        lineage={
          <Suspense fallback={<LineageSkeleton trait={balance.lineage} />}>
            <Lineage {...{ actor, balance }} />
          </Suspense>
        }
        transactions={
          <Suspense fallback={<TransactionsSkeleton />}>
            <Transactions {...{ actor, balance }} />
          </Suspense>
        }
        changes={<SubjectChangeList changes={changes} subjectId={balanceId} what="this balance" />}
      />
    </>
  );
}

const ownerWords = ({ identity }: BalanceDetail) => identity?.name ?? identity?.id ?? 'nobody';

/** What the page cannot do without. A change without an outcome is told in full. */
async function readBalance(actor: PersonActor, balanceId: string) {
  const subject = { type: 'balance', id: balanceId } as const;
  const [balance, rights, changes, undecided, drift] = await Promise.all([
    getBalance(actor, { balanceId }),
    getBalanceRights(actor, {}),
    listSubjectChanges(actor, { ...subject, limit: 5 }),
    // What waits for days may be older than the newest ones.
    listSubjectChanges(actor, { ...subject, limit: 5, isOpen: true }),
    findDrift(actor, { balanceId }),
  ]);
  const open = undecided.rows.find(({ state }) => state !== 'waiting') ?? undecided.rows[0];
  const madeBy = balance.metaData.find(({ key }) => key === OPERATION_ID_KEY)?.value;
  const isListed = changes.rows.some(({ operationId }) => operationId === madeBy);
  const maker =
    madeBy && !isListed && !changes.hasMore
      ? await findMaker(actor, { balanceId, operationId: madeBy })
      : null;
  return {
    balance,
    rights,
    drift,
    changes: maker ? { ...changes, rows: [...changes.rows, maker] } : changes,
    open: open ? await getChange(actor, { operationId: open.operationId }) : null,
  };
}

type Asked = { actor: PersonActor; balance: BalanceDetail };

async function Lineage({ actor, balance: { balanceId, lineage } }: Asked) {
  const read = await readForPage(() => getBalanceLineage(actor, { balanceId }));
  return <LineagePanel balanceId={balanceId} read={read} trait={lineage} />;
}

async function Transactions({ actor, balance: { balanceId } }: Asked) {
  const read = await readForPage(() => listBalanceTransactions(actor, { balanceId }));
  return <BalanceTransactions read={read} />;
}
