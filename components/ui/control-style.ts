import { classes } from './classes';

type ControlLook = { small?: boolean; className?: string };

/** The frame of everything that can be typed into or chosen from. Invalid and focused come by state. */
export function controlStyle({ small, className }: ControlLook = {}): string {
  return classes(
    'w-full min-w-0 rounded-md border border-control bg-surface text-left transition-colors max-sm:h-touch max-sm:text-lead',
    'focus-visible:border-focus focus-visible:outline-2 focus-visible:-outline-offset-1 focus-visible:outline-focus',
    'focus-within:border-focus has-[:focus-visible]:outline-2 has-[:focus-visible]:-outline-offset-1 has-[:focus-visible]:outline-focus',
    'aria-invalid:border-danger data-invalid:border-danger has-[[aria-invalid=true]]:border-danger',
    'disabled:border-line disabled:bg-transparent disabled:text-ink-3 data-disabled:border-line data-disabled:bg-transparent data-disabled:text-ink-3',
    small ? 'h-control-small px-2' : 'h-control px-2.5',
    className,
  );
}
