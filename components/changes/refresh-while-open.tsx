'use client';
import { useRouter } from 'next/navigation';
import { useEffect } from 'react';

const EVERY_MS = 4_000;

/** Reads the list again while it shows changes whose outcome is not known, as long as somebody looks. */
export function RefreshWhileOpen({ count }: { count: number }) {
  const router = useRouter();
  useEffect(() => {
    if (count === 0) return;
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') router.refresh();
    }, EVERY_MS);
    return () => clearInterval(timer);
  }, [count, router]);
  return null;
}
