'use client';
import { useEffect, useState } from 'react';

/**
 * Whole seconds until a moment of this browser's clock (`Date.now()`), counted down once a second. It says 1
 * until the moment is reached, and then 0; `null` without a moment, and when it is drawn for the first
 * time: what the server draws by its clock must be what the browser expects.
 */
export function useCountdown(untilMs: number | null): number | null {
  const [now, setNow] = useState<number | null>(null);
  const leftMs = untilMs === null || now === null ? null : Math.max(0, untilMs - now);
  useEffect(() => {
    if (untilMs === null) return;
    const left = untilMs - Date.now();
    // Wakes at whole seconds before the moment, however late the last wake was.
    const wait = now === null || left <= 0 ? 0 : left % 1000 || 1000;
    const timer = setTimeout(() => setNow(Date.now()), wait);
    if (left <= 0 && now !== null && now >= untilMs) clearTimeout(timer);
    return () => clearTimeout(timer);
  }, [untilMs, now]);
  return leftMs === null ? null : Math.ceil(leftMs / 1000);
}
