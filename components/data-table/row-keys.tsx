'use client';
import { useRouter } from 'next/navigation';
import type { Route } from 'next';
import { useRef, type KeyboardEvent, type MouseEvent, type ReactNode, type RefObject } from 'react';
import { copyText } from '@/components/ui/copy-button';
import { useSingleKeys } from '@/components/ui/single-keys';
import { useWindowKeys } from '@/components/ui/use-window-keys';
import styles from './data-table.module.css';

const INTERACTIVE = 'a, button, input, select, textarea, label, summary, [role="menuitem"]';

const MOVES: Record<string, 1 | -1> = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 };

function linksOf(root: HTMLElement): HTMLElement[] {
  return [...root.querySelectorAll<HTMLElement>('[data-row-link]')];
}

function turnPage(to: 'newer' | 'older'): void {
  document.querySelector<HTMLAnchorElement>(`a[data-pager="${to}"]`)?.click();
}

type RowKeysProps = {
  /** Scrolls sideways when it must. Without links inside, the region itself takes the focus for that. */
  sideways?: { label: string; hasLinks: boolean };
  children: ReactNode;
};

function scrollProps(sideways: RowKeysProps['sideways']) {
  if (!sideways) return {};
  const region = { role: 'group', 'aria-label': sideways.label, tabIndex: 0 };
  return { className: styles.sideways, ...(sideways.hasLinks ? {} : region) };
}

/** Pages are turned by the pager of the list, wherever the focus is. */
function turnPageBy(key: string): boolean {
  if (key === '[') turnPage('newer');
  if (key === ']') turnPage('older');
  return key === '[' || key === ']';
}

/**
 * The same keys while nothing has the focus, as after a page was turned: the first press goes to the
 * first row. Only for the one list of a page.
 */
function useKeysFromNowhere(root: RefObject<HTMLDivElement | null>, isOn: boolean): void {
  useWindowKeys((event) => {
    const isNowhere = event.target === document.body || (event.target as Element).id === 'main';
    if (!isNowhere || turnPageBy(event.key) || MOVES[event.key] !== 1 || !root.current) return;
    event.preventDefault();
    linksOf(root.current)[0]?.focus();
  }, isOn);
}

/**
 * Lets rows be walked with the keyboard and opened by a click anywhere on them. The focus is always on
 * a real link, so Enter, the context menu and opening in a new tab are the browser's own. Text in
 * a row can still be selected: a click that ends a selection opens nothing.
 */
export function RowKeys({ sideways, children }: RowKeysProps) {
  const router = useRouter();
  const singleKeys = useSingleKeys();
  const root = useRef<HTMLDivElement>(null);
  useKeysFromNowhere(root, singleKeys && !sideways);

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const target = event.target as HTMLElement;
    if (event.ctrlKey || event.metaKey || event.altKey || target.closest('input, textarea, select'))
      return;
    if (event.key.length === 1 && !singleKeys) return;
    const links = linksOf(event.currentTarget);
    const row = target.closest<HTMLElement>('[data-row]');
    const at = links.findIndex((link) => row?.contains(link));
    const move = MOVES[event.key];
    if (move && at >= 0) {
      event.preventDefault();
      links[Math.min(links.length - 1, Math.max(0, at + move))]?.focus();
    }
    if (event.key === 'y' && row?.dataset.copy) void copyText(row.dataset.copy);
    if (event.key === 'Escape' && row) (document.activeElement as HTMLElement | null)?.blur();
    turnPageBy(event.key);
  };

  const onClick = (event: MouseEvent<HTMLDivElement>) => {
    const target = event.target as HTMLElement;
    const href = target.closest<HTMLElement>('[data-href]')?.dataset.href;
    if (!href || target.closest(INTERACTIVE) || String(getSelection() ?? '')) return;
    if (event.metaKey || event.ctrlKey) window.open(href, '_blank', 'noopener');
    else router.push(href as Route);
  };

  return (
    // The rows' links carry role, name and focus; this only listens for what bubbles up from them.
    <div ref={root} {...scrollProps(sideways)} onKeyDown={onKeyDown} onClick={onClick}>
      {children}
    </div>
  );
}
