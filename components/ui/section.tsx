import type { ReactNode } from 'react';
import { classes } from './classes';

type SectionProps = {
  title: string;
  /** Beside the title: a badge, a quiet remark. */
  beside?: ReactNode;
  /** At the right end: a link, a verdict. */
  action?: ReactNode;
  /** No hairline below: the last one of a column. */
  last?: boolean;
  children: ReactNode;
};

/** A part of a page under its own heading. Sections are split by hairlines, not by cards. */
export function Section({ title, beside, action, last, children }: SectionProps) {
  return (
    <section
      aria-label={title}
      className={classes('px-gutter pt-3.5 pb-4 max-sm:px-4', !last && 'border-b')}
    >
      <div className="mb-1.5 flex min-h-6 flex-wrap items-center gap-x-2">
        <h2 className="font-semibold">{title}</h2>
        {beside}
        <span className="flex-1" />
        {action}
      </div>
      {children}
    </section>
  );
}

type FigureProps = {
  name: string;
  main?: boolean;
  /** Beside the name: another way to see the amounts. */
  aside?: ReactNode;
  children: ReactNode;
};

/** One amount of a row of `Figures`. The main one is larger. */
export function Figure({ name, main, aside, children }: FigureProps) {
  return (
    <div className="min-w-0 border-l px-gutter py-3 first:border-l-0 sm:max-xl:px-3 sm:max-xl:first:col-span-4 sm:max-xl:first:px-gutter sm:max-xl:[&:nth-child(2)]:border-l-0 sm:max-xl:[&:nth-child(2)]:pl-gutter sm:max-xl:[&:nth-child(n+2)]:border-t max-sm:px-4 max-sm:odd:border-l-0 max-sm:[&:nth-child(n+2)]:border-t max-sm:first:col-span-2 max-sm:even:border-l-0 max-sm:[&:nth-child(odd):not(:first-child)]:border-l">
      <dt className="flex justify-between gap-2 text-meta whitespace-nowrap text-ink-3">
        {name}
        {aside}
      </dt>
      <dd
        className={classes(
          'font-medium',
          main
            ? 'text-figure tracking-[-0.01em] [--money-currency:var(--text-body)]'
            : 'text-title leading-7 [--money-currency:var(--text-meta)]',
        )}
      >
        {children}
      </dd>
    </div>
  );
}

/** The amounts of one balance side by side: the main one first, then four more. */
export function Figures({ children }: { children: ReactNode }) {
  return (
    <dl className="grid grid-cols-2 border-b sm:grid-cols-4 xl:grid-cols-[1.5fr_1fr_1fr_1fr_1fr]">
      {children}
    </dl>
  );
}
