import { CopyableId } from '@/components/shared/copyable-id';
import { MetadataSection } from '@/components/shared/metadata-section';
import { Timestamp } from '@/components/shared/timestamp';
import { DefinitionList, Fact } from '@/components/ui/definition-list';
import { Section } from '@/components/ui/section';
import type { TransactionDetail } from '@/lib/features/transactions/queries';

/** Beside a transaction: ids, times and metadata. */
export function TransactionFacts({ transaction }: { transaction: TransactionDetail }) {
  const { transactionId, reference, createdAt, effectiveDate, provider, currency } = transaction;
  return (
    <>
      <Section title="Details">
        <DefinitionList>
          <Fact name="Transaction id">
            <CopyableId id={transactionId} />
          </Fact>
          <Fact name="Reference">
            <bdi className="code-text break-all">{reference}</bdi>
          </Fact>
          <Fact name="Currency">{currency}</Fact>
          {provider !== null && (
            <Fact name="Provider tag">
              <bdi>{provider}</bdi>
            </Fact>
          )}
          <Fact name="Created">
            <Timestamp iso={createdAt} precision="second" year="always" />
          </Fact>
          {effectiveDate !== null && (
            <Fact name="Effective">
              <Timestamp iso={effectiveDate} precision="second" year="always" />
            </Fact>
          )}
        </DefinitionList>
      </Section>
      <MetadataSection metaData={transaction.metaData} what="this transaction" />
    </>
  );
}
