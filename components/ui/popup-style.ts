/** The looks that menus, lists and popovers share. */
export const POPUP_LOOK = 'rounded-lg bg-surface p-1 text-ink shadow-popover outline-none';

/** Fades in 160 ms over at most 4 px. */
export const POPUP_MOTION =
  'transition-[opacity,transform] duration-(--duration-base) data-ending-style:opacity-0 data-starting-style:-translate-y-1 data-starting-style:opacity-0';

/** One line of a list in a popup. */
export const POPUP_ROW =
  'flex min-h-[30px] w-full cursor-default items-center gap-2 rounded-md px-2 text-left outline-none select-none max-sm:min-h-touch data-highlighted:bg-hover data-disabled:text-ink-3';
