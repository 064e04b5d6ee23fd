'use client';
import type { Control } from 'react-hook-form';
import { TextField } from '@/components/forms/controlled-field';
import { confirmationOfIdentity } from '@/lib/features/identities/schema';
import type { IdentityFormValues, UpdateContext } from './identity-form-values';

type EditReasonProps = {
  control: Control<IdentityFormValues, UpdateContext>;
  /** The identity whose id must be typed, when its new name breaks lineage. */
  typed: string | null;
};

/** Ticket and note, and what has to be typed before a rename that breaks lineage. */
export function EditReason({ control, typed }: EditReasonProps) {
  return (
    <section
      aria-label="Reason"
      className="grid items-start gap-3 border-t pt-4 sm:grid-cols-[168px_minmax(0,1fr)]"
    >
      <TextField control={control} name="ticket" label="Ticket" autoComplete="off" />
      <TextField control={control} name="note" label="Note" optional autoComplete="off" />
      {typed && (
        <TextField
          control={control}
          name="confirmation"
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
    </section>
  );
}
