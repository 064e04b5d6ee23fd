'use client';
import { useEffect, useRef, type ReactNode, type RefObject } from 'react';
import { Field } from '@/components/forms/field';
import { DaysForm } from '@/components/shared/days-form';
import { IdentityPicker } from '@/components/shared/identity-picker';
import { LedgerPicker } from '@/components/shared/ledger-picker';
import { useZone } from '@/components/shared/zone';
import type { BalanceFilters } from '@/lib/features/balances/search-params';
import {
  daysOfRange,
  LAST_SPANS,
  LAST_WORDS,
  NO_RANGE,
  rangeOfDays,
  type CreatedRange,
} from './created-range';
import { CurrencyPicker, type CurrencyChoice } from './currency-picker';

// What stands in the popovers of the filters. It comes when one of them is opened.

/** Takes the focus when the popover has got its content, so that one can type at once. */
function useFocus(): RefObject<HTMLInputElement | null> {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), []);
  return input;
}

function FilterField({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="w-80 max-w-full p-2">
      <Field label={label}>{children}</Field>
    </div>
  );
}

type FilterPickerProps = {
  of: 'ledger' | 'currency' | 'identity' | 'created';
  filters: BalanceFilters;
  currencies: readonly CurrencyChoice[];
  /** What changes in the filters. */
  onChoose: (change: BalanceFilters) => void;
};

/** Chooses the value of one filter. */
export function FilterPicker({ of, filters, currencies, onChoose }: FilterPickerProps) {
  const inputRef = useFocus();
  switch (of) {
    case 'ledger':
      return (
        <FilterField label="Ledger">
          <LedgerPicker
            inputRef={inputRef}
            value={null}
            onValueChange={(option) =>
              option && onChoose({ ledger: option.value, system: undefined })
            }
          />
        </FilterField>
      );
    case 'identity':
      return (
        <FilterField label="Identity">
          <IdentityPicker
            inputRef={inputRef}
            value={null}
            onValueChange={(option) =>
              option && onChoose({ identity: option.value, none: undefined })
            }
          />
        </FilterField>
      );
    case 'currency':
      return (
        <FilterField label="Currency">
          <CurrencyPicker
            inputRef={inputRef}
            choices={currencies}
            value=""
            onValueChange={(currency) => currency && onChoose({ currency })}
          />
        </FilterField>
      );
    case 'created':
      return <CreatedPicker range={filters} onChoose={onChoose} />;
  }
}

type CreatedPickerProps = {
  range: CreatedRange;
  onChoose: (change: BalanceFilters) => void;
};

function CreatedPicker({ range, onChoose }: CreatedPickerProps) {
  const { zone } = useZone();
  return (
    <DaysForm
      {...daysOfRange(range, zone)}
      onChange={(days) => onChoose({ ...NO_RANGE, ...rangeOfDays(days, zone) })}
    >
      <div className="grid gap-px border-b pb-3">
        {LAST_SPANS.map((last) => (
          <button
            key={last}
            type="button"
            aria-pressed={range.last === last}
            onClick={() => onChoose({ ...NO_RANGE, last })}
            className="rounded-sm px-2 py-1 text-left hover:bg-hover aria-pressed:bg-selected aria-pressed:font-medium max-sm:py-3"
          >
            {LAST_WORDS[last]}
          </button>
        ))}
      </div>
    </DaysForm>
  );
}
