import type { ReactNode } from 'react';

/** A key of the keyboard. */
export function Kbd({ children }: { children: ReactNode }) {
  return (
    <kbd className="min-w-[18px] rounded-sm border border-line-strong bg-paper px-1 text-center font-sans text-micro text-ink-3">
      {children}
    </kbd>
  );
}
