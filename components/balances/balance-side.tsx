import type { ReactNode } from 'react';
import { CopyableId } from '@/components/shared/copyable-id';
import { identityTypeName } from '@/components/shared/identity-name';
import { MetadataSection } from '@/components/shared/metadata-section';
import { Timestamp } from '@/components/shared/timestamp';
import { DefinitionList, Fact } from '@/components/ui/definition-list';
import { Section } from '@/components/ui/section';
import { TextLink } from '@/components/ui/text-link';
import { shortId } from '@/lib/base/ids';
import type { BalanceDetail } from '@/lib/features/balances/queries';
import { routes } from '@/lib/routes';

type BalanceSideProps = {
  balance: BalanceDetail;
  /** The changes made to it. */
  changes: ReactNode;
};

/** Beside a balance: whose it is and how that came about, and what else is true of it. */
export function BalanceSide({ balance, changes }: BalanceSideProps) {
  return (
    <>
      <Section title="Ownership">
        <PresentOwner balance={balance} />
        {changes}
        {balance.kind === 'customer' && (
          <TextLink
            href={routes.ownership(balance.balanceId)}
            className="mt-2 block w-fit text-meta"
          >
            Ownership history
          </TextLink>
        )}
      </Section>
      <Section title="Details">
        <Details balance={balance} />
      </Section>
      <MetadataSection metaData={balance.metaData} what="this balance" />
    </>
  );
}

function PresentOwner({ balance: { identity, kind } }: Pick<BalanceSideProps, 'balance'>) {
  if (!identity) {
    return (
      <p className="text-ink-2">
        {kind === 'customer' ? 'Nobody owns this balance.' : 'Core keeps this balance itself.'}
      </p>
    );
  }
  const { id, name, type } = identity;
  return (
    <>
      <p className="flex min-w-0 items-baseline gap-2">
        <TextLink
          href={routes.identity(id)}
          className="min-w-0 truncate font-medium"
          title={name ?? id}
        >
          <bdi>{name ?? shortId(id, 'page')}</bdi>
        </TextLink>
        {type && <span className="flex-none text-meta text-ink-3">{identityTypeName(type)}</span>}
      </p>
      <p className="text-meta text-ink-3">Owner as Core shows it now</p>
    </>
  );
}

function Details({ balance }: Pick<BalanceSideProps, 'balance'>) {
  const { ledger, indicator, lineage, version, createdAt, currency, balance: amount } = balance;
  return (
    <DefinitionList>
      <Fact name="Ledger id">
        <CopyableId id={ledger.id} href={routes.ledger(ledger.id)} />
      </Fact>
      {indicator !== null && (
        <Fact name="Indicator" mono>
          <bdi>{indicator}</bdi>
        </Fact>
      )}
      <Fact name="Currency">
        {currency}
        <span className="text-ink-3">{decimalsWords(amount.decimals)}</span>
      </Fact>
      <Fact name="Strategy">
        {lineage.tracked
          ? `${lineage.strategy}, fixed at creation`
          : 'No lineage, fixed at creation'}
      </Fact>
      <Fact name="Version">{version}</Fact>
      <Fact name="Created">
        <Timestamp iso={createdAt} precision="second" year="always" />
      </Fact>
    </DefinitionList>
  );
}

function decimalsWords(decimals: number | null): string {
  if (decimals === null) return ', decimals not known';
  return decimals === 1 ? ', 1 decimal' : `, ${decimals} decimals`;
}
