'use client';
import { useEffect, useState } from 'react';

type HeldFlagTiming = { delayMs?: number; holdMs?: number };

/**
 * A flag that turns on late and off late: a skeleton appears after 150 ms and then holds for at least
 * 300 ms, so that it never flashes. `true` means: draw the skeleton now.
 */
export function useHeldFlag(
  pending: boolean,
  { delayMs = 150, holdMs = 300 }: HeldFlagTiming = {},
): boolean {
  const [shownAt, setShownAt] = useState<number | null>(null);
  const shown = shownAt !== null;
  useEffect(() => {
    if (pending === shown) return;
    const waitMs = pending ? delayMs : Math.max(0, shownAt! + holdMs - performance.now());
    const timer = setTimeout(() => setShownAt(pending ? performance.now() : null), waitMs);
    return () => clearTimeout(timer);
  }, [pending, shown, shownAt, delayMs, holdMs]);
  return shown;
}
