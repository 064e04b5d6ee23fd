'use client';
import type { Control } from 'react-hook-form';
import { TextField } from '@/components/forms/controlled-field';
import { FIELD_LABELS, type PersonalField } from '@/lib/features/identities/schema';
import { type IdentityFormValues, INPUT_HINTS } from './identity-form-values';
import { RevealButton } from './reveal-button';
import { useReveal } from './use-reveal';

/** What the edit form knows about the personal fields of an identity, and who looks. */
export type Personal = {
  identityId: string;
  masked: Record<PersonalField, string | null>;
  /** Fields that hold a token, and keep it. */
  tokenized: readonly string[];
  /** Why this person may not reveal, or `null`. */
  revealReason: string | null;
  lastReason: string;
  onReason: (reason: string) => void;
};

type PersonalTextFieldProps = {
  control: Control<IdentityFormValues>;
  name: PersonalField;
  personal: Personal;
};

/**
 * A personal field that has a value. Its input starts empty, also for those who may reveal: opening a
 * form reveals nothing, and a value is typed anew or stays as it is.
 */
export function PersonalTextField({ control, name, personal }: PersonalTextFieldProps) {
  const { identityId, masked, revealReason, lastReason, onReason } = personal;
  const revealed = useReveal(identityId, name);
  return (
    <TextField
      {...INPUT_HINTS[name]}
      control={control}
      name={name}
      label={FIELD_LABELS[name]}
      optional
      aside={
        <RevealButton
          field={name}
          {...{ revealed, lastReason, onReason }}
          disabledReason={revealReason}
        />
      }
      placeholder={`${masked[name]}, unchanged`}
      description={
        revealed.value !== null && (
          <>
            Now: <bdi className="font-medium text-ink">{revealed.value}</bdi>
          </>
        )
      }
      autoComplete="off"
    />
  );
}
