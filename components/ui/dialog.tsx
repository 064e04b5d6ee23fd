'use client';
import {
  cloneElement,
  createContext,
  lazy,
  Suspense,
  useContext,
  useState,
  type ReactElement,
  type ReactNode,
} from 'react';
import { classes } from './classes';
import type { DialogProps } from './dialog-parts';

const LazyRoot = lazy(async () => ({ default: (await import('./dialog-parts')).DialogRoot }));

const CloseContext = createContext<() => void>(() => {});

/**
 * One task over the page: a header that stays, a body that scrolls, a footer that stays. On a phone it
 * is a sheet over the whole screen. What it needs is loaded when it opens for the first time.
 */
export function Dialog(props: DialogProps) {
  const { open, onOpenChange } = props;
  const [opened, setOpened] = useState(open);
  if (open && !opened) setOpened(true);
  if (!opened) return null;
  return (
    <CloseContext value={() => onOpenChange(false)}>
      <Suspense fallback={null}>
        <LazyRoot {...props} />
      </Suspense>
    </CloseContext>
  );
}

/** What scrolls. */
export function DialogBody({ className, children }: { className?: string; children: ReactNode }) {
  return (
    <div
      className={classes(
        'grid min-h-0 flex-1 content-start gap-4 overflow-y-auto overscroll-contain px-6 py-4 max-sm:px-4 max-sm:py-3',
        className,
      )}
    >
      {children}
    </div>
  );
}

type DialogFooterProps = {
  /** One sentence that says what will be true afterwards. */
  outcome?: ReactNode;
  /** Cancel, then the verb. On a phone the verb takes the whole width and Cancel is the cross. */
  children: ReactNode;
};

/** What stays at the bottom. */
export function DialogFooter({ outcome, children }: DialogFooterProps) {
  return (
    <footer className="flex flex-none items-center gap-2 border-t border-line-strong bg-sunken px-6 py-3 max-sm:grid max-sm:px-4 max-sm:pb-[max(12px,env(safe-area-inset-bottom))] max-sm:[&>button]:justify-center">
      <div className="min-w-0 flex-1 wrap-anywhere max-sm:text-meta">{outcome}</div>
      {children}
    </footer>
  );
}

/** Closes the dialog it stands in, as Escape does. `render` is the `Button` that does it. */
export function DialogClose({ render }: { render: ReactElement<{ onClick?: () => void }> }) {
  const close = useContext(CloseContext);
  return cloneElement(render, { onClick: close });
}
