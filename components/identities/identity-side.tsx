import { CopyableId } from '@/components/shared/copyable-id';
import { Timestamp } from '@/components/shared/timestamp';
import { DefinitionList, Fact } from '@/components/ui/definition-list';
import { Section } from '@/components/ui/section';
import { PanelState } from '@/components/ui/state-block';
import type { IdentityDetail } from '@/lib/features/identities/queries';
import { FIELD_LABELS } from '@/lib/features/identities/schema';

const OPEN_FIELDS = [
  'firstName',
  'otherNames',
  'lastName',
  'organizationName',
  'category',
  'gender',
  'nationality',
  'city',
  'state',
  'country',
] as const;

/** What is true of an identity besides what it owns. What is not set is left out. */
export function IdentitySide({ identity }: { identity: IdentityDetail }) {
  const { metaData } = identity;
  return (
    <>
      <Section title="Details">
        <DefinitionList>
          {OPEN_FIELDS.filter((field) => identity[field]).map((field) => (
            <Fact key={field} name={FIELD_LABELS[field]}>
              <bdi>{identity[field]}</bdi>
            </Fact>
          ))}
          <Fact name="Identity id">
            <CopyableId id={identity.identityId} />
          </Fact>
          <Fact name="Created">
            <Timestamp iso={identity.createdAt} precision="second" year="always" />
          </Fact>
        </DefinitionList>
      </Section>
      <Section title="Metadata" last>
        {metaData.length === 0 ? (
          <PanelState>This identity has none.</PanelState>
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
