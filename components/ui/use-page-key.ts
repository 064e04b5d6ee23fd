'use client';
import { useSingleKeys } from './single-keys';
import { useWindowKeys } from './use-window-keys';

/** Where a letter is typed, or belongs to something that lies over the page. */
const ELSEWHERE =
  'input, textarea, select, [contenteditable], [role="dialog"], [role="menu"], [role="listbox"], [data-row]';

/** A letter that acts on the whole page, such as `r` on a balance; `null` while it does nothing. */
export function usePageKey(key: string, press: (() => void) | null): void {
  const singleKeys = useSingleKeys();
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== key || event.defaultPrevented) return;
    if ((event.target as HTMLElement).closest(ELSEWHERE)) return;
    event.preventDefault();
    press?.();
  };
  useWindowKeys(onKey, press !== null && singleKeys);
}
