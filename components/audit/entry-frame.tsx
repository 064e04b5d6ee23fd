'use client';
import { ChevronLeft, ChevronRight, X } from 'lucide-react';
import { useRouter } from 'next/navigation';
import type { Route } from 'next';
import { useEffect, useRef, type ReactNode, type RefObject } from 'react';
import { entryLink } from './audit-address';
import { announce } from '@/components/ui/announcer';
import { ButtonLink } from '@/components/ui/button-link';
import { copyText } from '@/components/ui/copy-button';
import { useSingleKeys } from '@/components/ui/single-keys';
import { useWindowKeys } from '@/components/ui/use-window-keys';

type EntryFrameProps = {
  /** Which entry this is, for the heading and for screen readers. */
  title: string;
  entryId: string;
  /** Addresses; `undefined` where the list ends. */
  newer?: Route;
  older?: Route;
  close: Route;
  children: ReactNode;
};

const FIRST = 'There is no newer entry with these filters.';
const LAST = 'There is no older entry with these filters.';

/**
 * The panel of one entry, which stands in the address. `[` and `]` go to the entries beside it, Escape
 * closes it, `y` copies its address, `p` prints it. The focus goes to its heading when it opens and back
 * to its row when it closes.
 */
export function EntryFrame(props: EntryFrameProps) {
  const { title, entryId, newer, older, close, children } = props;
  const heading = useRef<HTMLHeadingElement>(null);
  useEntryKeys(props);

  const shown = useRef(entryId);
  useEffect(() => {
    shown.current = entryId;
    announce(title);
  }, [title, entryId]);
  useEffect(() => {
    heading.current?.focus();
    return () => focusRowOf(shown);
  }, []);

  return (
    <aside
      aria-label="Audit entry"
      className="flex min-h-0 min-w-0 flex-col border-line lg:border-l print:border-0"
    >
      <div className="flex h-12 flex-none items-center gap-1 px-4 print:hidden">
        <h2
          ref={heading}
          tabIndex={-1}
          className="min-w-0 flex-1 truncate font-semibold outline-none"
        >
          {title}
        </h2>
        <ButtonLink
          href={newer ?? close}
          {...ICON}
          icon={<ChevronLeft size={16} />}
          aria-label="Newer entry"
          aria-keyshortcuts="["
          disabledReason={newer ? null : FIRST}
        />
        <ButtonLink
          href={older ?? close}
          {...ICON}
          icon={<ChevronRight size={16} />}
          aria-label="Older entry"
          aria-keyshortcuts="]"
          disabledReason={older ? null : LAST}
        />
        <ButtonLink
          href={close}
          {...ICON}
          icon={<X size={16} />}
          aria-label="Close the entry"
          aria-keyshortcuts="Escape"
        />
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-4 pb-6 print:overflow-visible">
        {children}
      </div>
    </aside>
  );
}

const ICON = { variant: 'ghost', size: 'small', iconOnly: true } as const;

function focusRowOf(entry: RefObject<string>): void {
  const row = `[data-row-link][href*="${CSS.escape(entry.current)}"]`;
  document.querySelector<HTMLElement>(row)?.focus();
}

const BUSY = 'input, textarea, select, [contenteditable], [role="dialog"], [role="menu"]';

function useEntryKeys({ entryId, newer, older, close }: EntryFrameProps): void {
  const router = useRouter();
  const singleKeys = useSingleKeys();
  const onKey = (event: KeyboardEvent) => {
    const { target, key } = event;
    if (event.defaultPrevented) return;
    if (target instanceof HTMLElement && target.closest(BUSY)) return;
    const beside = { '[': newer, ']': older }[key];
    if (key === 'Escape') router.push(close);
    else if (!singleKeys) return;
    else if (key === '[' || key === ']') {
      if (beside) router.push(beside);
    } else if (key === 'y') void copyText(entryLink(entryId), 'the link');
    else if (key === 'p') window.print();
    else return;
    // The table below would turn its page, or copy its row.
    event.preventDefault();
    event.stopPropagation();
  };
  useWindowKeys(onKey, true, { first: true });
}
