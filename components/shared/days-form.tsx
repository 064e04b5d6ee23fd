'use client';
import { useState, type FormEvent, type ReactNode } from 'react';
import { Field } from '@/components/forms/field';
import { Button } from '@/components/ui/button';
import { TextInput } from '@/components/ui/text-input';

/** `YYYY-MM-DD` each, both included; `undefined` where that end is open. */
export type Days = { from?: string; to?: string };

type DaysFormProps = Days & {
  onChange: (days: Days) => void;
  /** Shorter ways to say it, above the two days. */
  children?: ReactNode;
};

/** Asks for the first and the last day of a filter; refuses an end before its beginning. */
export function DaysForm({ from, to, onChange, children }: DaysFormProps) {
  const [days, setDays] = useState<Days>({ from, to });
  const isReversed = !!days.from && !!days.to && days.from > days.to;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    event.stopPropagation();
    if (!isReversed) onChange(days);
  };
  const input = (end: keyof Days) => (
    <TextInput
      type="date"
      value={days[end] ?? ''}
      onChange={({ target }) => setDays({ ...days, [end]: target.value || undefined })}
    />
  );
  return (
    <form onSubmit={submit} className="grid w-80 max-w-full gap-3 p-2">
      {children}
      <div className="grid grid-cols-2 gap-2">
        <Field label="From">{input('from')}</Field>
        <Field
          label="To"
          error={isReversed ? 'Choose the same day as From or a later one.' : undefined}
        >
          {input('to')}
        </Field>
      </div>
      <Button type="submit" size="small" variant="primary" className="justify-center">
        Show
      </Button>
    </form>
  );
}
