import type { ReactNode } from 'react';
import { classes } from './classes';

const WIDTHS = {
  side: 'grid-cols-[112px_minmax(0,1fr)] gap-y-1.5',
  slip: 'grid-cols-[128px_minmax(0,1fr)] gap-y-1.5 max-sm:grid-cols-[96px_minmax(0,1fr)]',
  // With a button beside some values, which makes their lines higher.
  actions:
    'grid-cols-[128px_minmax(0,1fr)] items-baseline gap-y-1.5 max-sm:grid-cols-[96px_minmax(0,1fr)]',
  panel: 'grid-cols-[84px_minmax(0,1fr)] gap-y-1.5',
  party: 'grid-cols-[84px_minmax(0,1fr)] gap-y-0.5',
} as const;

/** Facts by name. `width` fits the names to where the list stands. */
export function DefinitionList({
  width = 'side',
  children,
}: {
  width?: keyof typeof WIDTHS;
  children: ReactNode;
}) {
  return <dl className={classes('grid gap-x-3', WIDTHS[width])}>{children}</dl>;
}

/** One fact. `mono` is for metadata keys. */
export function Fact({
  name,
  mono,
  children,
}: {
  name: string;
  mono?: boolean;
  children: ReactNode;
}) {
  return (
    <>
      <dt className={classes('min-w-0 break-words text-ink-3', mono && 'code-text leading-5')}>
        {name}
      </dt>
      <dd className={classes('min-w-0 break-words', mono && 'code-text leading-5')}>{children}</dd>
    </>
  );
}
