'use client';
import { Search, X } from 'lucide-react';
import type { ComponentProps } from 'react';
import { classes } from './classes';
import { controlStyle } from './control-style';
import { Kbd } from './kbd';

type SearchInputProps = Omit<ComponentProps<'input'>, 'type' | 'className'> & {
  /** What is searched; there is no visible label. */
  label: string;
  /** Reacts to the `/` key. One on a screen. */
  main?: boolean;
  /** Takes away what is searched for; give it while something is. Escape does the same. */
  onClear?: () => void;
  className?: string;
};

/** The search line of a toolbar. */
export function SearchInput({ label, main, onClear, className, ...rest }: SearchInputProps) {
  return (
    <span
      className={classes(
        controlStyle({ small: true }),
        'flex items-center gap-2 max-sm:px-3',
        className,
      )}
    >
      <Search size={16} className="text-ink-3" />
      <input
        type="search"
        autoComplete="off"
        spellCheck={false}
        aria-label={label}
        data-main-search={main ? '' : undefined}
        aria-keyshortcuts={main ? '/' : undefined}
        {...rest}
        onKeyDown={(event) => {
          rest.onKeyDown?.(event);
          if (event.key === 'Escape') onClear?.();
        }}
        className="min-w-0 flex-1 bg-transparent text-ellipsis outline-none [&::-webkit-search-cancel-button]:hidden"
      />
      {onClear && (
        <button
          type="button"
          aria-label="Clear the search"
          onClick={onClear}
          className="relative grid size-5 flex-none place-items-center rounded-sm text-ink-3 after:absolute after:-inset-1 hover:text-ink max-sm:after:-inset-3"
        >
          <X size={12} />
        </button>
      )}
      {main && !onClear && (
        <span aria-hidden="true" className="max-lg:hidden">
          <Kbd>/</Kbd>
        </span>
      )}
    </span>
  );
}
