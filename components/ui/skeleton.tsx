import { classes } from './classes';

/**
 * Stands where something will be. It shows after 150 ms, by CSS alone, so that what comes at once never
 * flickers; it does not shimmer.
 */
export function Skeleton({ width, className }: { width: number | string; className?: string }) {
  return (
    <span
      aria-hidden="true"
      data-skeleton=""
      style={{ width }}
      className={classes(
        'inline-block h-2 max-w-full animate-[appear_1ms_150ms_both] rounded-[2px] bg-line align-middle',
        className,
      )}
    />
  );
}

/** Says to screen readers that something is being read. */
export function LoadingNote({ what }: { what: string }) {
  return (
    <span role="status" className="sr-only">
      Reading {what}
    </span>
  );
}
