'use client';
import { Tooltip as Base } from '@base-ui/react/tooltip';
import type { ReactElement, ReactNode } from 'react';

/** Shares one delay between all tooltips: the second one opens at once. */
export const TooltipProvider = Base.Provider;

type TooltipProps = {
  /** What floats beside the trigger. It only repeats or explains: never the sole copy of a fact. */
  content: ReactNode;
  /** One element that takes a ref and can be focused. */
  children: ReactElement;
  side?: 'top' | 'bottom' | 'left' | 'right';
};

/** A short explanation on hover and on keyboard focus. */
export function Tooltip({ content, children, side = 'top' }: TooltipProps) {
  return (
    <Base.Root>
      <Base.Trigger render={children} closeOnClick={false} />
      <Base.Portal>
        <Base.Positioner side={side} sideOffset={6} className="z-50">
          <Base.Popup
            // Its words are in the page already, where screen readers find them in their place.
            aria-hidden="true"
            className="max-w-72 rounded-md bg-ink-solid px-2 py-1 text-meta text-on-ink transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0"
          >
            {content}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
