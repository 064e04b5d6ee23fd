'use client';
import { useEffect } from 'react';

/**
 * Has the browser ask before it reloads or closes a page on which something was entered that is
 * nowhere else. Links and the back button inside Counterfoil do not go through it.
 */
export function useUnsaved(isUnsaved: boolean): void {
  useEffect(() => {
    if (!isUnsaved) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [isUnsaved]);
}
