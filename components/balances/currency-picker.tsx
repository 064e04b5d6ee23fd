'use client';
import { useMemo, type Ref } from 'react';
import { Combobox } from '@/components/ui/combobox';
import { type ComboboxOption } from '@/components/ui/combobox-option';
import { moneyText } from '@/lib/base/money';

export type CurrencyChoice = { code: string; name: string; decimals: number };

function optionOf({ code, name, decimals }: CurrencyChoice): ComboboxOption {
  return {
    value: code,
    label: code,
    ...(name !== code && { detail: name }),
    aside: decimals === 1 ? '1 decimal' : `${decimals} decimals`,
  };
}

/** An asset code of the operator's own: Core takes it, and nobody told us its decimals. */
function customOption(code: string): ComboboxOption {
  return { value: code, label: code, aside: 'minor units' };
}

/** What one unit of a currency is to Core, as a sentence. */
export function unitSentence(code: string, choices: readonly CurrencyChoice[]): string {
  const known = choices.find((choice) => choice.code === code);
  if (!known) {
    return `Counterfoil does not know the decimals of ${code}, so amounts are shown in minor units.`;
  }
  const one = { minor: `1${'0'.repeat(known.decimals)}`, decimals: known.decimals };
  const minor = moneyText({ ...one, decimals: 0, currency: '' }).trim();
  const units = known.decimals === 0 ? 'minor unit' : 'minor units';
  return `${moneyText({ ...one, currency: code })} is stored as ${minor} ${units}.`;
}

type CurrencyPickerProps = {
  choices: readonly CurrencyChoice[];
  value: string;
  onValueChange: (code: string) => void;
  inputRef?: Ref<HTMLInputElement>;
  onBlur?: () => void;
};

/** A currency by its code or name, or any other asset code. */
export function CurrencyPicker({ choices, value, onValueChange, ...rest }: CurrencyPickerProps) {
  const options = useMemo(() => choices.map(optionOf), [choices]);
  const chosen = value
    ? (options.find((option) => option.value === value) ?? customOption(value))
    : null;
  const isKnown = (code: string) => choices.some((choice) => choice.code === code);
  return (
    <Combobox
      {...rest}
      narrowLabel
      options={options}
      value={chosen}
      onValueChange={(option) => onValueChange(option?.value ?? '')}
      placeholder="Code or name"
      noMatch={(query) => `No known currency matches “${query}”.`}
      create={{
        label: (query) => (query && !isKnown(query) ? `Use “${query}” as a custom currency` : null),
        aside: 'minor units',
        onCreate: onValueChange,
      }}
    />
  );
}
