import { ArrowRight } from 'lucide-react';
import { CopyableId } from '@/components/shared/copyable-id';
import { IdentityName } from '@/components/shared/identity-name';
import { Money } from '@/components/shared/money';
import { Timestamp } from '@/components/shared/timestamp';
import { TransactionStatus } from '@/components/shared/transaction-status';
import { ZoneName } from '@/components/shared/zone-name';
import { Badge } from '@/components/ui/badge';
import { SplitPage } from '@/components/ui/page-body';
import { Section } from '@/components/ui/section';
import { TextLink } from '@/components/ui/text-link';
import type { TransactionDetail, TransactionSide } from '@/lib/features/transactions/queries';
import { routes } from '@/lib/routes';
import { RelatedTransactions } from './related-transactions';
import { TransactionFacts } from './transaction-facts';
import { TransactionLineage } from './transaction-lineage';

/** A transaction: how much from whom to whom, what lineage did with it, and its facts beside that. */
export function TransactionOnPage({ transaction }: { transaction: TransactionDetail }) {
  const { source, destination, lineage, parent, children, amount } = transaction;
  return (
    <SplitPage
      side={<TransactionFacts transaction={transaction} />}
      sideLabel="About this transaction"
    >
      <Head transaction={transaction} />
      <Section title="Movement">
        <div className="grid gap-2 sm:grid-cols-[minmax(0,1fr)_40px_minmax(0,1fr)] sm:gap-0">
          <Side name="From" side={source} />
          <div className="grid place-items-center text-ink-2 max-sm:hidden">
            <ArrowRight size={20} />
          </div>
          <Side name="To" side={destination} />
        </div>
      </Section>
      <TransactionLineage lineage={lineage} amount={amount} />
      <RelatedTransactions parent={parent}>{children}</RelatedTransactions>
      <p className="px-gutter py-3 text-meta text-ink-3 max-sm:px-4">
        <ZoneName unlessMarked />
      </p>
    </SplitPage>
  );
}

function Head({ transaction }: { transaction: TransactionDetail }) {
  const { description, reference, status, amount, createdAt } = transaction;
  return (
    <div className="flex flex-wrap items-end gap-x-6 gap-y-2 border-b px-gutter pt-3.5 pb-3 max-sm:px-4">
      <div className="min-w-0 flex-1 basis-72">
        <h1 className="min-w-0 text-owner font-semibold tracking-[-0.01em] break-words">
          {description ? <bdi>{description}</bdi> : 'No description'}
        </h1>
        <p className="mt-0.5 flex min-w-0 flex-wrap items-baseline gap-x-2 text-ink-2">
          <TransactionStatus status={status} />
          <Timestamp iso={createdAt} precision="second" year="always" />
          <bdi className="code-text min-w-0 break-all">{reference}</bdi>
        </p>
      </div>
      <p className="text-figure font-medium tracking-[-0.01em] [--money-currency:var(--text-body)]">
        {amount ? (
          <Money amount={amount} currency wrap="always" />
        ) : (
          <span className="text-body text-ink-3">Core did not keep the exact amount</span>
        )}
      </p>
    </div>
  );
}

function Side({ name, side }: { name: string; side: TransactionSide | null }) {
  return (
    <div className="grid content-start gap-1 rounded-md border px-3 py-2">
      <span className="flex justify-between gap-2 text-meta text-ink-3">
        {name}
        {side?.tracked && <Badge>tracks lineage</Badge>}
      </span>
      {side ? (
        <>
          <SideName side={side} />
          <CopyableId id={side.balanceId} href={routes.balance(side.balanceId)} />
        </>
      ) : (
        <span className="text-ink-3">Not known</span>
      )}
    </div>
  );
}

function SideName({
  side: { balanceId, identity, indicator, tracked },
}: {
  side: TransactionSide;
}) {
  if (indicator !== null) {
    return (
      <TextLink
        href={routes.balance(balanceId)}
        title={indicator}
        className="code-text block truncate leading-5"
      >
        <bdi>{indicator}</bdi>
      </TextLink>
    );
  }
  if (tracked === null) return <span className="text-ink-3">This balance could not be read</span>;
  return <IdentityName identity={identity} whole />;
}
