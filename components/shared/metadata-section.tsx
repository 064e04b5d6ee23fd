import { DefinitionList, Fact } from '@/components/ui/definition-list';
import { Section } from '@/components/ui/section';
import { PanelState } from '@/components/ui/state-block';

type MetadataSectionProps = {
  metaData: readonly { key: string; value: string }[];
  /** In the middle of a sentence: "this ledger". */
  what: string;
};

/** The metadata of an object in the side of its page, as Core has it. */
export function MetadataSection({ metaData, what }: MetadataSectionProps) {
  return (
    <Section title="Metadata" last>
      {metaData.length === 0 ? (
        <PanelState>{`${what.charAt(0).toUpperCase()}${what.slice(1)} has none.`}</PanelState>
      ) : (
        <DefinitionList>
          {metaData.map(({ key, value }) => (
            <Fact key={key} name={key} mono>
              <bdi>{value}</bdi>
            </Fact>
          ))}
        </DefinitionList>
      )}
    </Section>
  );
}
