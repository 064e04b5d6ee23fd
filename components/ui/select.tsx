'use client';
import { Select as Base } from '@base-ui/react/select';
import { Check, ChevronDown } from 'lucide-react';
import type { Ref } from 'react';
import { classes } from './classes';
import { controlStyle } from './control-style';
import { POPUP_LOOK, POPUP_MOTION, POPUP_ROW } from './popup-style';

export type SelectOption<Value extends string> = { value: Value; label: string };

type SelectProps<Value extends string> = {
  options: readonly SelectOption<Value>[];
  value: Value | null;
  onValueChange: (value: Value) => void;
  placeholder?: string;
  small?: boolean;
  disabled?: boolean;
  /** Where no `Field` gives it a label. */
  'aria-label'?: string;
  ref?: Ref<HTMLButtonElement>;
  onBlur?: () => void;
  className?: string;
};

/** One of a few known values. For many, or for ones that must be looked up, use `Combobox`. */
export function Select<Value extends string>(props: SelectProps<Value>) {
  const { options, value, onValueChange, placeholder = 'Choose', small, className } = props;
  const { disabled, ref, onBlur, 'aria-label': label } = props;
  return (
    <Base.Root
      items={options}
      value={value}
      disabled={disabled}
      onValueChange={(next) => next !== null && onValueChange(next as Value)}
    >
      <Base.Trigger
        ref={ref}
        onBlur={onBlur}
        aria-label={label}
        className={classes(controlStyle({ small }), 'flex items-center gap-2', className)}
      >
        <Base.Value
          className="min-w-0 flex-1 truncate data-placeholder:text-ink-3"
          placeholder={placeholder}
        />
        <Base.Icon>
          <ChevronDown size={14} className="text-ink-3" />
        </Base.Icon>
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner sideOffset={4} alignItemWithTrigger={false} className="z-50 outline-none">
          <Base.Popup className={classes(POPUP_LOOK, POPUP_MOTION, 'min-w-(--anchor-width)')}>
            <Base.List className="max-h-[min(320px,var(--available-height))] overflow-y-auto">
              {options.map((option) => (
                <Base.Item key={option.value} value={option.value} className={POPUP_ROW}>
                  <Base.ItemText className="min-w-0 flex-1 truncate">{option.label}</Base.ItemText>
                  <Base.ItemIndicator>
                    <Check size={14} className="text-accent" />
                  </Base.ItemIndicator>
                </Base.Item>
              ))}
            </Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
