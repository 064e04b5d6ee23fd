'use client';
import { Dialog as Base } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import type { ComponentProps, ReactNode } from 'react';
import { classes } from './classes';
import { IconButton } from './icon-button';

const WIDTHS = { wide: 'sm:w-[1008px]', middle: 'sm:w-[640px]', narrow: 'sm:w-[440px]' } as const;

export type DialogProps = {
  open: boolean;
  /**
   * Asked to open or close: by Escape, the cross, a click outside or `DialogClose`. Leave `open` as it
   * is to refuse, for instance while something was entered and nobody confirmed yet.
   */
  onOpenChange: (open: boolean) => void;
  /** What is being done. */
  title: ReactNode;
  /** Beside the title: on what, and how much. Goes below it on a phone. */
  subject?: ReactNode;
  width?: keyof typeof WIDTHS;
  /** What gets the focus first; the first thing that can take it when left out. */
  initialFocus?: ComponentProps<typeof Base.Popup>['initialFocus'];
  finalFocus?: ComponentProps<typeof Base.Popup>['finalFocus'];
  /** Keeps a click beside the dialog from closing it, where input would be lost. */
  keepOnOutsideClick?: boolean;
  /** `DialogBody` and `DialogFooter`, or a slip that replaces them. */
  children: ReactNode;
};

/**
 * One task over the page: a header that stays, a body that scrolls, a footer that stays. On a phone it
 * is a sheet over the whole screen.
 */
export function DialogRoot(props: DialogProps) {
  const { open, onOpenChange, title, subject, width = 'wide', children } = props;
  return (
    <Base.Root
      open={open}
      onOpenChange={(next) => onOpenChange(next)}
      disablePointerDismissal={props.keepOnOutsideClick}
    >
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-scrim transition-opacity duration-(--duration-base) data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Base.Popup
          initialFocus={props.initialFocus}
          finalFocus={props.finalFocus}
          className={classes(
            'fixed z-40 flex flex-col overflow-hidden bg-surface text-ink shadow-dialog outline-none',
            'inset-0 sm:inset-auto sm:top-6 sm:left-1/2 sm:max-h-[calc(100dvh-48px)] sm:max-w-[calc(100vw-32px)] sm:-translate-x-1/2 sm:rounded-lg',
            'transition-[opacity,translate] duration-(--duration-base) data-ending-style:opacity-0 data-starting-style:translate-y-2 data-starting-style:opacity-0',
            WIDTHS[width],
          )}
        >
          <header className="flex min-h-[52px] flex-none items-center gap-3 border-b pr-3 pl-6 max-sm:flex-row-reverse max-sm:gap-1 max-sm:pr-4 max-sm:pl-1">
            <div className="flex min-w-0 flex-1 items-center gap-3 max-sm:flex-col max-sm:items-start max-sm:gap-0 max-sm:py-1.5">
              <Base.Title className="text-title font-semibold whitespace-nowrap">
                {title}
              </Base.Title>
              {subject && (
                <div className="flex max-w-full min-w-0 items-center gap-2 text-ink-3 max-sm:text-meta">
                  {subject}
                </div>
              )}
            </div>
            <Base.Close render={<IconButton label="Close" icon={<X size={16} />} />} />
          </header>
          {children}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
