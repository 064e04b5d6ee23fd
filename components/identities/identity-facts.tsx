import { Timestamp } from '@/components/shared/timestamp';
import { DefinitionList, Fact } from '@/components/ui/definition-list';
import { Section } from '@/components/ui/section';
import type { IdentityDetail } from '@/lib/features/identities/queries';
import { FIELD_LABELS } from '@/lib/features/identities/schema';
import { PersonalFields } from './personal-fields';

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

type IdentityFactsProps = { identity: IdentityDetail; revealReason: string | null };

/** Everything that Core knows of an identity; what is not set is left out, personal fields are masked. */
export function IdentityFacts({ identity, revealReason }: IdentityFactsProps) {
  const set = OPEN_FIELDS.filter((field) => identity[field]);
  return (
    <>
      <Section title="Personal" beside={<span className="text-meta text-ink-3">masked</span>}>
        <PersonalFields
          identityId={identity.identityId}
          masked={identity.personal}
          revealReason={revealReason}
        />
        <p className="mt-2 text-meta text-ink-3">Every reveal is recorded in the audit log.</p>
      </Section>
      <Section title="Details">
        <DefinitionList width="slip">
          {set.map((field) => (
            <Fact key={field} name={FIELD_LABELS[field]}>
              <bdi>{identity[field]}</bdi>
            </Fact>
          ))}
          <Fact name="Created">
            <Timestamp iso={identity.createdAt} year="always" />
          </Fact>
        </DefinitionList>
      </Section>
    </>
  );
}
