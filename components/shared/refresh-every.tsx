'use client';
import { useRouter } from 'next/navigation';
import { useEffect } from 'react';

/**
 * Reads the page again every so many milliseconds for as long as it is drawn: for what is not settled
 * yet. A page in the background waits until it is looked at.
 */
export function RefreshEvery({ ms }: { ms: number }) {
  const router = useRouter();
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') router.refresh();
    }, ms);
    return () => clearInterval(timer);
  }, [router, ms]);
  return null;
}
