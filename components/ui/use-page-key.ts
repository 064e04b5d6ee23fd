'use client';
import { useEffect } from 'react';
import { useSingleKeys } from './single-keys';

/** Where a letter is typed, or belongs to something that lies over the page. */
const ELSEWHERE =
  'input, textarea, select, [contenteditable], [role="dialog"], [role="menu"], [role="listbox"], [data-row]';

/** A letter that acts on the whole page, such as `r` on a balance; `null` while it does nothing. */
export function usePageKey(key: string, press: (() => void) | null): void {
  const singleKeys = useSingleKeys();
  useEffect(() => {
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
