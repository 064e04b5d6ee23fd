import { CopyableId } from '@/components/shared/copyable-id';
import { MetadataSection } from '@/components/shared/metadata-section';
import { Timestamp } from '@/components/shared/timestamp';
import { DefinitionList, Fact } from '@/components/ui/definition-list';
import { Section } from '@/components/ui/section';
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
      <MetadataSection metaData={identity.metaData} what="this identity" />
    </>
  );
}
