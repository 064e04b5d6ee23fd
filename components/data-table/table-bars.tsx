import { TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';

/** The row of search and filters above a table. On a phone the filters scroll sideways below the search. */
export function TableToolbar({ search, children }: { search?: ReactNode; children?: ReactNode }) {
  return (
    <div
      role="search"
      className="flex min-h-12 flex-none flex-wrap items-center gap-1.5 px-gutter py-2.5 max-sm:flex-col max-sm:flex-nowrap max-sm:items-stretch max-sm:gap-2 max-sm:border-b max-sm:border-line-strong max-sm:px-4"
    >
      {search}
      {children && (
        <div className="flex min-w-0 flex-auto flex-wrap items-center gap-1.5 max-sm:-mx-4 max-sm:-my-1 max-sm:flex-none max-sm:flex-nowrap max-sm:overflow-x-auto max-sm:px-4 max-sm:py-1">
          {children}
        </div>
      )}
    </div>
  );
}

/** What scrolls between toolbar and footer. */
export function TableScroll({ children }: { children: ReactNode }) {
  return <div className="relative min-h-0 flex-1 overflow-auto overscroll-contain">{children}</div>;
}

type TableFooterProps = {
  /** `1–50 of 10,000+`: true, or marked as an estimate. */
  range?: ReactNode;
  /** When it was read, and the zone of the times. */
  notes?: ReactNode;
  pager?: ReactNode;
};

/** The line below a table. */
export function TableFooter({ range, notes, pager }: TableFooterProps) {
  return (
    <footer className="flex min-h-10 flex-none flex-wrap items-center gap-x-4 gap-y-1 border-t border-line-strong bg-paper px-gutter py-1 text-meta text-ink-3 max-sm:min-h-[52px] max-sm:px-4">
      {range}
      <span className="flex-1" />
      <span className="flex gap-4 max-md:hidden">{notes}</span>
      {pager}
    </footer>
  );
}

/** Names what is missing from rows that could be read: "1 of 3 names could not be read". */
export function PartialNote({ children, action }: { children: ReactNode; action?: ReactNode }) {
  return (
    <div className="flex min-h-8 items-center gap-1.5 border-t px-gutter text-meta text-caution">
      <TriangleAlert size={14} />
      <span>{children}</span>
      <span className="flex-1" />
      {action}
    </div>
  );
}
