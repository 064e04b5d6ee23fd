'use client';
import { Dialog } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { IconButton } from '@/components/ui/icon-button';
import { Navigation } from './navigation';

export type NavigationSheetProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  top: ReactNode;
  foot: ReactNode;
};

/** The sidebar where there is no room for one: slides in from the left. */
export function NavigationSheet({ open, onOpenChange, top, foot }: NavigationSheetProps) {
  return (
    <Dialog.Root open={open} onOpenChange={(next) => onOpenChange(next)}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-scrim transition-opacity duration-(--duration-base) data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Dialog.Popup className="fixed inset-y-0 left-0 z-40 flex w-72 max-w-[calc(100vw-48px)] flex-col gap-0.5 overflow-y-auto bg-rail px-2 pt-3 pb-2 shadow-dialog outline-none transition-[opacity,translate] duration-(--duration-base) data-ending-style:-translate-x-2 data-ending-style:opacity-0 data-starting-style:-translate-x-2 data-starting-style:opacity-0">
          <Dialog.Title className="sr-only">Navigation</Dialog.Title>
          <div className="absolute top-1 right-1">
            <Dialog.Close render={<IconButton label="Close" icon={<X size={16} />} />} />
          </div>
          {top}
          <nav aria-label="Main">
            <Navigation onFollow={() => onOpenChange(false)} />
          </nav>
          {foot}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
