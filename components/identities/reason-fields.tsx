'use client';
import type { Control, FieldPath } from 'react-hook-form';
import { TextField } from '@/components/forms/controlled-field';
import { confirmationOfIdentity } from '@/lib/features/identities/schema';

type Reasoned = { ticket: string; note: string; confirmation: string };

type ReasonFieldsProps<Values extends Reasoned, Context> = {
  control: Control<Values, Context>;
  /** The identity the end of whose id must be typed, where that is asked for. */
  typed: string | null;
};

/** Ticket and note of a change to an identity, and what has to be typed before one that cannot be undone. */
export function ReasonFields<Values extends Reasoned, Context>(
  props: ReasonFieldsProps<Values, Context>,
) {
  const { typed } = props;
  // The names are those of `Reasoned`, which TypeScript does not see through a form's type.
  const control = props.control as unknown as Control<Values>;
  const name = (field: keyof Reasoned) => field as FieldPath<Values>;
  return (
    <>
      <TextField
        control={control}
        name={name('ticket')}
        label="Ticket"
        autoComplete="off"
        maxLength={100}
      />
      <TextField
        control={control}
        name={name('note')}
        label="Note"
        optional
        autoComplete="off"
        maxLength={1000}
      />
      {typed && (
        <TextField
          control={control}
          name={name('confirmation')}
          label={
            <>
              Type <span className="code-text">{confirmationOfIdentity(typed)}</span> to confirm
            </>
          }
          description="The end of this identity’s id."
          autoComplete="off"
          mono
        />
      )}
    </>
  );
}
