'use client';
import { Dialog } from '@base-ui/react/dialog';
import { Menu as MenuIcon, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { IconButton } from '@/components/ui/icon-button';
import { Navigation } from './navigation';
import { navigationSheet, useShellFacts } from './shell-context';

type NavigationSheetProps = { top: ReactNode; foot: ReactNode };

/** The sidebar where there is no room for one: slides in from the left. */
export function NavigationSheet({ top, foot }: NavigationSheetProps) {
  return (
    <Dialog.Root handle={navigationSheet}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-scrim transition-opacity duration-(--duration-base) data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Dialog.Popup className="fixed inset-y-0 left-0 z-40 flex w-72 max-w-[calc(100vw-48px)] flex-col gap-0.5 overflow-y-auto bg-rail px-2 pt-3 pb-2 shadow-dialog outline-none transition-[opacity,translate] duration-(--duration-base) data-ending-style:-translate-x-2 data-ending-style:opacity-0 data-starting-style:-translate-x-2 data-starting-style:opacity-0">
          <Dialog.Title className="sr-only">Navigation</Dialog.Title>
          <div className="absolute top-1 right-1">
            <Dialog.Close render={<IconButton label="Close" icon={<X size={16} />} />} />
          </div>
          {top}
          <nav aria-label="Main">
            <Navigation onFollow={() => navigationSheet.close()} />
          </nav>
          {foot}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

/** Opens the sheet. Says how many outcomes are not known yet, because the sidebar is out of sight. */
export function NavigationButton() {
  const unknown = useShellFacts()?.unknownChanges ?? 0;
  return (
    <Dialog.Trigger
      handle={navigationSheet}
      render={
        <IconButton
          label={unknown ? `Menu, ${unknown} not known yet` : 'Menu'}
          icon={<MenuIcon size={20} />}
          className="-ml-3 size-touch! lg:hidden"
        />
      }
    />
  );
}
