'use client';
import { useState, type FormEvent } from 'react';
import { Field } from '@/components/forms/field';
import { Button } from '@/components/ui/button';
import { FilterChip } from '@/components/ui/filter-chip';
import { Popover } from '@/components/ui/popover';
import { TextInput } from '@/components/ui/text-input';

type Days = { from: string | undefined; to: string | undefined };

/** `21 Nov 2026` of `2026-11-21`: a day is a day, whatever the zone. */
function dayWords(day: string): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', dateStyle: 'medium' }).format(
    new Date(`${day}T00:00:00Z`),
  );
}

function daysWords({ from, to }: Days): string | null {
  if (from && to) return from === to ? dayWords(from) : `${dayWords(from)} to ${dayWords(to)}`;
  if (from) return `from ${dayWords(from)}`;
  return to ? `until ${dayWords(to)}` : null;
}

type DaysFilterProps = Days & {
  /** What happened on those days: "Created", "Requested". */
  name: string;
  onChange: (days: Days) => void;
};

/** A filter of a list by days in the viewer's zone (`YYYY-MM-DD`), both included. */
export function DaysFilter({ name, from, to, onChange }: DaysFilterProps) {
  const [open, setOpen] = useState(false);
  return (
    <Popover
      label={`${name}, from and to`}
      open={open}
      onOpenChange={setOpen}
      trigger={
        <FilterChip
          name={name}
          value={daysWords({ from, to })}
          onClear={() => onChange({ from: undefined, to: undefined })}
        />
      }
    >
      <DaysForm
        from={from}
        to={to}
        onChange={(days) => {
          setOpen(false);
          onChange(days);
        }}
      />
    </Popover>
  );
}

function DaysForm({ from, to, onChange }: Days & { onChange: (days: Days) => void }) {
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
