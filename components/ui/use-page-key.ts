'use client';
import { useLayoutEffect } from 'react';
import { useSingleKeys } from './single-keys';

/** Where a letter is typed, or belongs to something that lies over the page. */
const ELSEWHERE =
  'input, textarea, select, [contenteditable], [role="dialog"], [role="menu"], [role="listbox"], [data-row]';

/**
 * A letter that acts on the whole page, such as `r` on a balance; `null` while it does nothing. Listened to in a
 * layout effect, as all keys of the page are: React runs others long after a page that it takes over looks
 * ready, up to half a second on a busy machine, and what is pressed until then would be lost.
 */
export function usePageKey(key: string, press: (() => void) | null): void {
  const singleKeys = useSingleKeys();
  useLayoutEffect(() => {
    if (!press || !singleKeys) return;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== key || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.defaultPrevented || (event.target as HTMLElement).closest(ELSEWHERE)) return;
      event.preventDefault();
      press();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [key, press, singleKeys]);
}
