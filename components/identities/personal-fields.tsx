'use client';
import { useState } from 'react';
import { DefinitionList, Fact } from '@/components/ui/definition-list';
import { TOKENIZED_TEXT, type TokenField } from '@/lib/base/token-fields';
import {
  FIELD_LABELS,
  isPersonalField,
  PERSONAL_FIELDS,
  type PersonalField,
  type RevealableField,
} from '@/lib/features/identities/schema';
import { RevealButton } from './reveal-button';
import { useReveal } from './use-reveal';

type PersonalFieldsProps = {
  identityId: string;
  masked: Record<PersonalField, string | null>;
  /** Fields that hold a token; names among them are shown here, and not with what everybody may read. */
  tokenized: readonly TokenField[];
  /** Why this person may not reveal, or `null`. */
  revealReason: string | null;
};

/** The fields that are masked. Each is revealed by itself, and every look is recorded. */
export function PersonalFields(props: PersonalFieldsProps) {
  const { identityId, masked, tokenized, revealReason } = props;
  const [lastReason, setLastReason] = useState('');
  const names = tokenized.filter((field) => !isPersonalField(field));
  // A name stands here only because it holds a token; the others come masked from the server.
  const shown = (field: RevealableField) =>
    isPersonalField(field) ? masked[field] : TOKENIZED_TEXT;
  return (
    <DefinitionList width="actions">
      {[...names, ...PERSONAL_FIELDS].map((field) => (
        <Fact key={field} name={FIELD_LABELS[field]}>
          {shown(field) === null ? (
            <span className="text-ink-3">Not set</span>
          ) : (
            <PersonalValue
              {...{ identityId, field, revealReason, lastReason }}
              masked={shown(field)!}
              onReason={setLastReason}
            />
          )}
        </Fact>
      ))}
    </DefinitionList>
  );
}

type PersonalValueProps = {
  identityId: string;
  field: RevealableField;
  masked: string;
  revealReason: string | null;
  lastReason: string;
  onReason: (reason: string) => void;
};

function PersonalValue(props: PersonalValueProps) {
  const { identityId, field, masked, revealReason, lastReason, onReason } = props;
  const revealed = useReveal(identityId, field);
  return (
    <span className="flex min-w-0 flex-wrap items-center gap-x-2">
      <bdi className="min-w-0 break-words">{revealed.value ?? masked}</bdi>
      <RevealButton {...{ field, revealed, lastReason, onReason }} disabledReason={revealReason} />
    </span>
  );
}
