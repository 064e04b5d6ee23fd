'use client';
import { Search } from 'lucide-react';
import type { ComponentProps } from 'react';
import { classes } from './classes';
import { controlStyle } from './control-style';
import { Kbd } from './kbd';

type SearchInputProps = Omit<ComponentProps<'input'>, 'type' | 'className'> & {
  /** What is searched; there is no visible label. */
  label: string;
  /** Reacts to the `/` key. One on a screen. */
  main?: boolean;
  className?: string;
};

/** The search line of a toolbar. */
export function SearchInput({ label, main, className, ...rest }: SearchInputProps) {
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
        className="min-w-0 flex-1 bg-transparent text-ellipsis outline-none [&::-webkit-search-cancel-button]:hidden"
      />
      {main && (
        <span aria-hidden="true" className="max-lg:hidden">
          <Kbd>/</Kbd>
        </span>
      )}
    </span>
  );
}
