'use client';
import type { Control } from 'react-hook-form';
import { ControlledField, TextField } from '@/components/forms/controlled-field';
import { Select } from '@/components/ui/select';
import {
  confirmationOf,
  REASSIGN_CATEGORIES,
  type ReassignCategory,
} from '@/lib/features/balances/schema';
import type { ReassignValues } from './reassign-values';

const CATEGORIES = Object.entries(REASSIGN_CATEGORIES).map(([value, label]) => ({
  value: value as ReassignCategory,
  label,
}));

/** Why: kept in the log for ever. */
export function ReassignReason({ control }: { control: Control<ReassignValues> }) {
  return (
    <section
      aria-label="Reason"
      className="grid items-start gap-3 sm:grid-cols-2 lg:grid-cols-[236px_168px_minmax(0,1fr)]"
    >
      <ControlledField control={control} name="category" label="Reason">
        {({ value, onChange, ...field }) => (
          <Select {...field} options={CATEGORIES} value={value} onValueChange={onChange} />
        )}
      </ControlledField>
      <TextField control={control} name="ticket" label="Ticket" autoComplete="off" />
      <TextField
        control={control}
        name="note"
        label="Note"
        optional
        autoComplete="off"
        className="sm:max-lg:col-span-2"
      />
    </section>
  );
}

type ReassignConfirmationProps = { control: Control<ReassignValues>; balanceId: string };

/** Typed before lineage is broken: a click alone is too easy. */
export function ReassignConfirmation({ control, balanceId }: ReassignConfirmationProps) {
  return (
    <TextField
      control={control}
      name="confirmation"
      label={
        <>
          Type <span className="code-text">{confirmationOf(balanceId)}</span> to confirm
        </>
      }
      description="The end of this balance’s id."
      autoComplete="off"
      mono
      className="sm:max-w-[236px]"
    />
  );
}
