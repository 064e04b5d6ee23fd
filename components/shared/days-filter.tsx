'use client';
import { useState } from 'react';
import { FilterChip } from '@/components/ui/filter-chip';
import { Popover } from '@/components/ui/popover';
import { DaysForm, type Days } from './days-form';

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
