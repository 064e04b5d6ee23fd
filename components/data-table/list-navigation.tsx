'use client';
import { useRouter } from 'next/navigation';
import type { Route } from 'next';
import {
  createContext,
  useCallback,
  useContext,
  useMemo,
  useTransition,
  type MouseEvent,
  type ReactNode,
} from 'react';
import { useHeldFlag } from '@/components/ui/use-held-flag';

type ListNavigationValue = {
  /** Goes to another address of the same list. */
  go: (href: Route) => void;
  /** The rows of the address gone to are being read. */
  isPending: boolean;
};

const ListNavigationContext = createContext<ListNavigationValue | null>(null);

function isPlainClick(event: MouseEvent): boolean {
  return event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
}

/**
 * Holds a list together whose filters and page stand in its address: whatever leads to another address
 * of it, a link of the pager or a filter by `go`, is followed in one transition, so that `ListRows`
 * can tell that other rows are on their way.
 */
export function ListNavigation({ children }: { children: ReactNode }) {
  const router = useRouter();
  const [isPending, startTransition] = useTransition();
  const go = useCallback(
    (href: Route) => startTransition(() => router.push(href, { scroll: false })),
    [router],
  );
  const value = useMemo(() => ({ go, isPending }), [go, isPending]);
  const onClickCapture = (event: MouseEvent<HTMLDivElement>) => {
    const link = (event.target as HTMLElement).closest('a');
    // What a row opens stands beside the list; its rows stay.
    if (!link || link.target || 'rowLink' in link.dataset || !isPlainClick(event)) return;
    if (link.origin !== location.origin || link.pathname !== location.pathname) return;
    event.preventDefault();
    go(`${link.pathname}${link.search}` as Route);
  };
  return (
    <ListNavigationContext value={value}>
      <div className="contents" onClickCapture={onClickCapture}>
        {children}
      </div>
    </ListNavigationContext>
  );
}

/** How to go to another address of the list around. */
export function useListNavigation(): ListNavigationValue {
  const value = useContext(ListNavigationContext);
  if (!value) throw new Error('useListNavigation needs a ListNavigation around it');
  return value;
}

type ListRowsProps = {
  /** Stands in their place once reading others takes longer than a blink. */
  skeleton: ReactNode;
  children: ReactNode;
};

/** The rows of a list: they stay until others have been read, or a skeleton has to stand in. */
export function ListRows({ skeleton, children }: ListRowsProps) {
  const { isPending } = useListNavigation();
  const isLate = useHeldFlag(isPending);
  return <div aria-busy={isPending || undefined}>{isLate ? skeleton : children}</div>;
}
