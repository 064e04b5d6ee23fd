'use client';
import { Radio } from '@base-ui/react/radio';
import { RadioGroup } from '@base-ui/react/radio-group';

type SegmentedProps<Value extends string> = {
  label: string;
  options: readonly { value: Value; label: string }[];
  value: Value;
  onValueChange: (value: Value) => void;
};

/** Two or three ways to see the same thing. */
export function Segmented<Value extends string>(props: SegmentedProps<Value>) {
  return (
    <RadioGroup
      value={props.value}
      onValueChange={(next) => props.onValueChange(next as Value)}
      aria-label={props.label}
      className="inline-flex h-6 overflow-hidden rounded-md border border-line-strong max-sm:h-9"
    >
      {props.options.map((option) => (
        <Radio.Root
          key={option.value}
          value={option.value}
          className="cursor-default px-2 text-meta leading-[22px] text-ink-3 -outline-offset-2 max-sm:px-4 max-sm:leading-[34px] data-checked:bg-line data-checked:font-medium data-checked:text-ink"
        >
          {option.label}
        </Radio.Root>
      ))}
    </RadioGroup>
  );
}
