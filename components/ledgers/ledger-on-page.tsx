import type { ComponentProps } from 'react';
import { ReadAgo } from '@/components/shared/read-ago';
import { SubjectChanges } from '@/components/shared/subject-changes';
import { Timestamp } from '@/components/shared/timestamp';
import { ZoneName } from '@/components/shared/zone-name';
import { Badge } from '@/components/ui/badge';
import { SplitPage } from '@/components/ui/page-body';
import { Section } from '@/components/ui/section';
import { TextLink } from '@/components/ui/text-link';
import type { LedgerDetail } from '@/lib/features/ledgers/queries';
import { routes } from '@/lib/routes';
import { LedgerBalances } from './ledger-balances';
import { LedgerSide } from './ledger-side';

type LedgerOnPageProps = {
  ledger: LedgerDetail;
  /** The newest changes made to it. */
  changes: {
    rows: ComponentProps<typeof SubjectChanges>['changes'];
    hasMore: boolean;
  };
};

/** A ledger: its name, its newest balances, what was changed about it, and its facts beside them. */
export function LedgerOnPage({ ledger, changes }: LedgerOnPageProps) {
  const { ledgerId, name, isGeneral, balances } = ledger;
  return (
    <SplitPage side={<LedgerSide ledger={ledger} />} sideLabel="About this ledger" sideWidth={344}>
      <div className="border-b px-gutter py-3.5 max-sm:px-4">
        <h1 className="text-[18px] leading-6 font-semibold tracking-[-0.01em] break-words">
          <bdi>{name}</bdi>
          {isGeneral && (
            <Badge className="ml-2" title="Core keeps its own balances here">
              Core’s own
            </Badge>
          )}
        </h1>
        <p className="text-ink-2">
          {isGeneral && 'Core keeps its system, aggregate and shadow balances here. '}
          Created <Timestamp iso={ledger.createdAt} precision="date" year="always" />
        </p>
      </div>
      <Section
        title="Newest balances"
        action={
          balances.length > 0 && (
            <TextLink href={routes.balances({ ledger: ledgerId })}>
              {ledger.moreBalances ? 'All balances of this ledger' : 'In the list of balances'}
            </TextLink>
          )
        }
      >
        <LedgerBalances balances={balances} />
      </Section>
      <Section
        title="Changes made to it"
        action={
          changes.hasMore && <TextLink href={routes.changes({ q: ledgerId })}>All changes</TextLink>
        }
      >
        <SubjectChanges changes={changes.rows} what="this ledger" />
      </Section>
      <p className="flex flex-wrap items-center gap-x-4 px-gutter py-3 text-meta text-ink-3 max-sm:px-4">
        <ReadAgo at={ledger.readAt} />
        <ZoneName />
      </p>
    </SplitPage>
  );
}
