'use client';
import {
  createContext,
  useContext,
  useEffect,
  useMemo,
  useSyncExternalStore,
  type ReactNode,
} from 'react';

type ZoneValue = { zone: string; renderedAt: string };

const ZoneContext = createContext<ZoneValue>({ zone: 'UTC', renderedAt: '1970-01-01T00:00:00Z' });

/** A browser's zone does not change while a page is open. */
const never = () => () => {};
const browserZone = () => new Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';

type ZoneProviderProps = {
  /** From the cookie; `null` on the very first visit. */
  zone: string | null;
  /** When the server drew the page, so that "this year" means the same on both sides. */
  renderedAt: string;
  /** Called in the browser when its zone is not the one the server knew. */
  onZoneFound: (zone: string) => void;
  children: ReactNode;
};

/**
 * The zone in which times are shown. Server and browser draw the same text first (the cookie's
 * zone, or UTC); only then does the browser put in its own, so that nothing mismatches.
 */
export function ZoneProvider({ zone, renderedAt, onZoneFound, children }: ZoneProviderProps) {
  const serverZone = zone ?? 'UTC';
  const current = useSyncExternalStore(never, browserZone, () => serverZone);
  useEffect(() => {
    if (current !== zone) onZoneFound(current);
  }, [current, zone, onZoneFound]);
  const value = useMemo(() => ({ zone: current, renderedAt }), [current, renderedAt]);
  return <ZoneContext value={value}>{children}</ZoneContext>;
}

/** The viewer's zone and the moment the page was drawn. */
export function useZone(): ZoneValue {
  return useContext(ZoneContext);
}
