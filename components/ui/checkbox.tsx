'use client';
import { Checkbox as Base } from '@base-ui/react/checkbox';
import { Check, Minus } from 'lucide-react';
import type { ReactNode, Ref } from 'react';

type CheckboxProps = {
  checked: boolean | 'mixed';
  onCheckedChange: (checked: boolean) => void;
  /** The words beside it; they are part of the target. */
  children?: ReactNode;
  disabled?: boolean;
  'aria-label'?: string;
  ref?: Ref<HTMLElement>;
};

/** Yes or no, taken over when the form is sent. */
export function Checkbox({ checked, onCheckedChange, children, ...rest }: CheckboxProps) {
  const box = (
    <Base.Root
      {...rest}
      checked={checked === true}
      indeterminate={checked === 'mixed'}
      onCheckedChange={(next) => onCheckedChange(next)}
      className="grid size-4 flex-none place-items-center rounded-sm border border-control bg-surface text-on-accent data-checked:border-accent data-checked:bg-accent data-disabled:border-line data-disabled:bg-transparent data-indeterminate:border-accent data-indeterminate:bg-accent"
    >
      <Base.Indicator>
        {checked === 'mixed' ? <Minus size={12} /> : <Check size={12} />}
      </Base.Indicator>
    </Base.Root>
  );
  if (!children) return box;
  return (
    <label className="inline-flex min-h-6 items-center gap-2 max-sm:min-h-touch">
      {box}
      {children}
    </label>
  );
}
