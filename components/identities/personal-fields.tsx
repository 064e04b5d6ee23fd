'use client';
import { useState } from 'react';
import { DefinitionList, Fact } from '@/components/ui/definition-list';
import {
  FIELD_LABELS,
  PERSONAL_FIELDS,
  type PersonalField,
} from '@/lib/features/identities/schema';
import { RevealButton } from './reveal-button';
import { useReveal } from './use-reveal';

type PersonalFieldsProps = {
  identityId: string;
  masked: Record<PersonalField, string | null>;
  /** Why this person may not reveal, or `null`. */
  revealReason: string | null;
};

/** The fields that are masked. Each is revealed by itself, and every look is recorded. */
export function PersonalFields({ identityId, masked, revealReason }: PersonalFieldsProps) {
  const [lastReason, setLastReason] = useState('');
  return (
    <DefinitionList width="actions">
      {PERSONAL_FIELDS.map((field) => (
        <Fact key={field} name={FIELD_LABELS[field]}>
          {masked[field] === null ? (
            <span className="text-ink-3">Not set</span>
          ) : (
            <PersonalValue
              {...{ identityId, field, revealReason, lastReason }}
              masked={masked[field]}
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
  field: PersonalField;
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
