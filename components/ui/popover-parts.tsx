'use client';
import { Popover as Base } from '@base-ui/react/popover';
import type { ReactElement, ReactNode } from 'react';
import { classes } from './classes';
import { POPUP_LOOK, POPUP_MOTION } from './popup-style';

export type PopoverProps = {
  /** The button that opens it: one element that takes a ref. */
  trigger: ReactElement;
  /** Names it to screen readers. */
  label: string;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  align?: 'start' | 'center' | 'end';
  className?: string;
  children: ReactNode;
};

/** A popover that opens as soon as it is there, unless it is controlled. */
export function PopoverRoot(props: PopoverProps) {
  const { trigger, label, open, onOpenChange, align = 'start', className, children } = props;
  return (
    <Base.Root defaultOpen open={open} onOpenChange={(next) => onOpenChange?.(next)}>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner sideOffset={4} align={align} collisionPadding={8} className="z-50">
          <Base.Popup
            aria-label={label}
            className={classes(POPUP_LOOK, POPUP_MOTION, 'max-w-(--available-width)', className)}
          >
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
