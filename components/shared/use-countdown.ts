'use client';
import { useEffect, useState } from 'react';

/**
 * Whole seconds until a moment of this browser's clock (`Date.now()`), counted down once a second;
 * `null` without a moment. It says 1 until the moment is reached, and then 0.
 */
export function useCountdown(untilMs: number | null): number | null {
  const [now, setNow] = useState(() => Date.now());
  const leftMs = untilMs === null ? null : Math.max(0, untilMs - now);
  useEffect(() => {
    if (untilMs === null) return;
    const left = untilMs - Date.now();
    // Wakes at whole seconds before the moment, however late the last wake was.
    const timer = setTimeout(() => setNow(Date.now()), left > 0 ? left % 1000 || 1000 : 0);
    if (left <= 0 && now >= untilMs) clearTimeout(timer);
    return () => clearTimeout(timer);
  }, [untilMs, now]);
  return leftMs === null ? null : Math.ceil(leftMs / 1000);
}
