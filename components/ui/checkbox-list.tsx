'use client';
import { Checkbox } from '@base-ui/react/checkbox';
import { CheckboxGroup } from '@base-ui/react/checkbox-group';
import { Check, CircleAlert } from 'lucide-react';
import { useId, type ReactNode, type Ref } from 'react';

export type CheckboxOption<Value extends string> = {
  value: Value;
  label: string;
  /** What it is about now, beside the label. */
  text?: ReactNode;
  /** It cannot be chosen; `text` says why. */
  disabled?: boolean;
};

type CheckboxListProps<Value extends string> = {
  legend: ReactNode;
  options: readonly CheckboxOption<Value>[];
  value: readonly Value[];
  onValueChange: (value: Value[]) => void;
  error?: string;
  /** The first box that can be chosen, to take the focus when something is wrong. */
  ref?: Ref<HTMLElement>;
};

/** Any number of a few things, each with what it is about. */
export function CheckboxList<Value extends string>(props: CheckboxListProps<Value>) {
  const { legend, options, value, onValueChange, error, ref } = props;
  const id = useId();
  const first = options.find(({ disabled }) => !disabled)?.value;
  return (
    <fieldset className="min-w-0" aria-describedby={error ? `${id}-error` : undefined}>
      <legend id={id} className="mb-1 font-medium">
        {legend}
      </legend>
      <CheckboxGroup
        aria-labelledby={id}
        value={[...value]}
        onValueChange={(next) => onValueChange(next as Value[])}
        className="grid"
      >
        {options.map((option) => (
          <label
            key={option.value}
            className="grid min-h-8 grid-cols-[16px_minmax(88px,2fr)_minmax(0,5fr)] items-center gap-x-2.5 border-b py-1 last:border-b-0 has-[[data-disabled]]:text-ink-3 max-sm:min-h-touch"
          >
            <Checkbox.Root
              ref={option.value === first ? ref : undefined}
              value={option.value}
              disabled={option.disabled}
              aria-labelledby={`${id}-${option.value}`}
              aria-describedby={option.text ? `${id}-${option.value}-text` : undefined}
              className="grid size-4 place-items-center rounded-sm border border-control bg-surface data-checked:border-accent data-checked:bg-accent data-checked:text-on-accent data-disabled:border-line data-disabled:bg-sunken"
            >
              <Checkbox.Indicator>
                <Check size={12} strokeWidth={3} />
              </Checkbox.Indicator>
            </Checkbox.Root>
            <span id={`${id}-${option.value}`}>{option.label}</span>
            {option.text && (
              <span id={`${id}-${option.value}-text`} className="min-w-0 break-words text-ink-2">
                {option.text}
              </span>
            )}
          </label>
        ))}
      </CheckboxGroup>
      {error && (
        <p id={`${id}-error`} className="mt-1 flex items-start gap-1 text-meta text-danger">
          <CircleAlert size={12} className="mt-0.5" />
          {error}
        </p>
      )}
    </fieldset>
  );
}
