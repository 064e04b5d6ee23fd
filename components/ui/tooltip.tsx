import type { FocusEvent, KeyboardEvent, PointerEvent, ReactNode } from 'react';

const HOVER_PAUSE_MS = 400;
const GAP = 6;
const EDGE = 8;

/** Only one tip waits at a time, as there is only one pointer. */
let waiting: ReturnType<typeof setTimeout> | undefined;

/** Puts the tip above its trigger, or below where there is no room, and keeps it on the screen. */
function place(tip: HTMLElement, trigger: Element): void {
  const at = trigger.getBoundingClientRect();
  const { width, height } = tip.getBoundingClientRect();
  const left = at.left + at.width / 2 - width / 2;
  const above = at.top - height - GAP;
  tip.style.left = `${Math.max(EDGE, Math.min(left, innerWidth - width - EDGE))}px`;
  tip.style.top = `${above >= EDGE ? above : at.bottom + GAP}px`;
}

function show(id: string, trigger: Element): void {
  const tip = document.getElementById(id);
  // Gone meanwhile, or a browser without popovers: the words are in the page all the same.
  if (!tip?.showPopover || !trigger.isConnected) return;
  tip.showPopover();
  place(tip, trigger);
}

function hide(id: string): void {
  clearTimeout(waiting);
  document.getElementById(id)?.hidePopover?.();
}

/** What the trigger of a tip must listen to: hover, keyboard focus, and Escape to put it away. */
export function tooltipTrigger(id: string) {
  return {
    onPointerEnter: ({ currentTarget }: PointerEvent) => {
      clearTimeout(waiting);
      waiting = setTimeout(show, HOVER_PAUSE_MS, id, currentTarget);
    },
    onPointerLeave: () => hide(id),
    onFocus: ({ currentTarget }: FocusEvent) => {
      if (currentTarget.matches(':focus-visible')) show(id, currentTarget);
    },
    onBlur: () => hide(id),
    onKeyDown: ({ key }: KeyboardEvent) => {
      if (key === 'Escape') hide(id);
    },
  };
}

/**
 * A short explanation in the browser's own top layer. That needs no positioning engine, which would be
 * the heaviest thing on a list that nobody touches. It only repeats what is in the page, where screen
 * readers find it in its place.
 */
export function Tooltip({ id, children }: { id: string; children: ReactNode }) {
  return (
    <span
      id={id}
      popover="manual"
      aria-hidden="true"
      className="fixed inset-auto m-0 w-max max-w-72 rounded-md bg-ink-solid px-2 py-1 text-meta font-normal whitespace-normal text-on-ink"
    >
      {children}
    </span>
  );
}
