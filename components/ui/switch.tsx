'use client';
import { Switch as Base } from '@base-ui/react/switch';
import { useId, type ReactNode, type Ref } from 'react';

type SwitchProps = {
  checked: boolean;
  onCheckedChange: (checked: boolean) => void;
  /** The words beside it; they are part of the target. */
  children?: ReactNode;
  disabled?: boolean;
  title?: string;
  'aria-label'?: string;
  ref?: Ref<HTMLElement>;
};

/** On or off, with effect at once. */
export function Switch({ checked, onCheckedChange, children, title, ...rest }: SwitchProps) {
  const wordsId = useId();
  const knob = (
    <Base.Root
      aria-labelledby={children ? wordsId : undefined}
      {...rest}
      checked={checked}
      onCheckedChange={(next) => onCheckedChange(next)}
      className="relative block h-4 w-7 flex-none rounded-full border border-control bg-surface transition-colors after:absolute after:-inset-1.5 data-checked:border-accent data-checked:bg-accent data-disabled:border-line"
    >
      <Base.Thumb className="absolute top-0.5 left-0.5 size-2.5 rounded-full bg-control transition-transform data-checked:translate-x-3 data-checked:bg-on-accent data-disabled:bg-line-strong" />
    </Base.Root>
  );
  if (!children) return knob;
  return (
    <label
      title={title}
      className="inline-flex min-h-6 items-center gap-2 whitespace-nowrap text-ink-2 max-sm:min-h-touch"
    >
      {knob}
      <span id={wordsId}>{children}</span>
    </label>
  );
}
