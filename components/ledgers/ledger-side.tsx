import { CopyableId } from '@/components/shared/copyable-id';
import { MetadataSection } from '@/components/shared/metadata-section';
import { Timestamp } from '@/components/shared/timestamp';
import { DefinitionList, Fact } from '@/components/ui/definition-list';
import { Section } from '@/components/ui/section';
import type { LedgerDetail } from '@/lib/features/ledgers/queries';

/** What is true of a ledger besides its balances: id, dates, metadata. */
export function LedgerSide({ ledger }: { ledger: LedgerDetail }) {
  return (
    <>
      <Section title="Details">
        <DefinitionList>
          <Fact name="Ledger id">
            <CopyableId id={ledger.ledgerId} />
          </Fact>
          <Fact name="Created">
            <Timestamp iso={ledger.createdAt} precision="second" year="always" />
          </Fact>
        </DefinitionList>
      </Section>
      <MetadataSection metaData={ledger.metaData} what="this ledger" />
    </>
  );
}
