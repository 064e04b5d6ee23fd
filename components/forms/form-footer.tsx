import type { ReactNode } from 'react';

/** The foot of a form page: one sentence that says what will be true, then Cancel, then the verb. */
export function FormFooter({ outcome, children }: { outcome?: ReactNode; children: ReactNode }) {
  return (
    <footer className="flex flex-none items-center gap-2 border-t border-line-strong bg-sunken px-gutter py-3 max-sm:flex-wrap max-sm:px-4 max-sm:[&>:last-child]:flex-1 max-sm:[&>:last-child]:justify-center">
      <div className="min-w-0 flex-1 text-ink-2 max-sm:basis-full max-sm:text-meta">{outcome}</div>
      {children}
    </footer>
  );
}
