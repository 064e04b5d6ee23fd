import { CopyableId } from '@/components/shared/copyable-id';
import { Timestamp } from '@/components/shared/timestamp';
import { DefinitionList, Fact } from '@/components/ui/definition-list';
import { Section } from '@/components/ui/section';
import { PanelState } from '@/components/ui/state-block';
import type { LedgerDetail } from '@/lib/features/ledgers/queries';

/** What is true of a ledger besides its balances: id, dates, metadata. */
export function LedgerSide({ ledger }: { ledger: LedgerDetail }) {
  const { metaData } = ledger;
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
      <Section title="Metadata" last>
        {metaData.length === 0 ? (
          <PanelState>This ledger has none.</PanelState>
        ) : (
          <DefinitionList>
            {metaData.map(({ key, value }) => (
              <Fact key={key} name={key} mono>
                {value}
              </Fact>
            ))}
          </DefinitionList>
        )}
      </Section>
    </>
  );
}
