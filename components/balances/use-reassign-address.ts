'use client';
import type { Route } from 'next';
import { useRouter, useSearchParams } from 'next/navigation';
import { useCallback, useEffect, useRef } from 'react';

const PARAM = 'reassign';
/** Beside it: the change that is to be undone. */
const UNDO = 'undo';

/** This page's address with another value of the parameter, or without it. */
function addressWith(value: string | null): string {
  const url = new URL(window.location.href);
  url.searchParams.delete(UNDO);
  if (value === null) url.searchParams.delete(PARAM);
  else url.searchParams.set(PARAM, value);
  return `${url.pathname}${url.search}`;
}

/**
 * The reassign dialog's place in the page's address, so that it can be linked and the back button
 * closes it: `?reassign=1` on the page of a balance, with `&undo=…` for the change that is to be undone,
 * `?reassign=bln_…` on the list. The address changes without reading the page again.
 *
 * `noteSent` says that something was sent. Then the address is left by a navigation, which reads the
 * page again and waits for its turn: an action's own refresh may still be under way, and it would bring
 * the old address back, or be lost. Whoever leaves by the back button has the page read afterwards.
 */
export function useReassignAddress() {
  const router = useRouter();
  const params = useSearchParams();
  const asked = params.get(PARAM);
  const wasSent = useRef(false);
  const noteSent = useCallback(() => void (wasSent.current = true), []);
  useEffect(() => {
    if (asked !== null || !wasSent.current) return;
    wasSent.current = false;
    router.refresh();
  }, [asked, router]);
  const open = (value: string) => window.history.pushState(null, '', addressWith(value));
  const close = () => {
    const address = addressWith(null);
    if (!wasSent.current) return window.history.replaceState(null, '', address);
    wasSent.current = false;
    router.replace(address as Route, { scroll: false });
  };
  return { asked, undoes: params.get(UNDO), open, close, noteSent };
}
