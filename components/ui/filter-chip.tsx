'use client';
import { ChevronDown, X } from 'lucide-react';
import type { ComponentProps } from 'react';
import { classes } from './classes';

type FilterChipProps = Omit<ComponentProps<'button'>, 'children' | 'value'> & {
  /** What it filters by. */
  name: string;
  /** What it is set to, in words; left out when it is not set. */
  value?: string | null;
  /** Takes the filter away. */
  onClear?: () => void;
  /** Set or not, without a value to choose: "No identity". Draws no chevron. */
  toggle?: boolean;
};

/**
 * A filter in a toolbar. Unset it is one button; set, it shows name and value and can be taken away.
 * It takes a ref and all props of a button, so it can be the trigger of a `Popover`.
 */
export function FilterChip({ name, value, onClear, toggle, className, ...rest }: FilterChipProps) {
  const set = value != null;
  if (!set) {
    return (
      <button
        type="button"
        aria-pressed={toggle ? false : undefined}
        {...rest}
        className={classes(
          'inline-flex h-7 flex-none items-center gap-1 rounded-md border border-line-strong px-2 whitespace-nowrap text-ink-2 transition-colors hover:bg-hover max-sm:h-9',
          className,
        )}
      >
        {name}
        {!toggle && <ChevronDown size={12} className="text-ink-3" />}
      </button>
    );
  }
  return (
    <span
      className={classes(
        'inline-flex h-7 max-w-72 flex-none items-stretch rounded-md border border-accent-line bg-surface max-sm:h-9',
        className,
      )}
    >
      <button
        type="button"
        aria-pressed={toggle ? true : undefined}
        {...rest}
        className="flex min-w-0 items-stretch rounded-l-md hover:bg-hover"
      >
        <span className={classes('self-center px-2', toggle ? 'font-medium' : 'text-ink-3')}>
          {name}
        </span>
        {!toggle && (
          <span className="flex min-w-0 items-center border-l px-2 font-medium">
            <span className="truncate">{value}</span>
          </span>
        )}
      </button>
      <button
        type="button"
        aria-label={`Remove filter ${name}`}
        onClick={onClear}
        className="grid w-7 flex-none place-items-center rounded-r-md border-l text-ink-3 hover:bg-hover hover:text-ink max-sm:w-9"
      >
        <X size={12} />
      </button>
    </span>
  );
}
