'use client';
import { useEffectEvent, useLayoutEffect } from 'react';

/**
 * Keys that are heard wherever the focus is, without Control, Meta or Alt. They are listened to in a layout
 * effect: React runs others long after a page that it takes over looks ready, up to half a second on a busy
 * machine, and what is pressed until then would be lost. With `first` they are heard before anything on the
 * page hears them.
 */
export function useWindowKeys(
  onKey: (event: KeyboardEvent) => void,
  isOn: boolean,
  { first = false }: { first?: boolean } = {},
): void {
  const hear = useEffectEvent((event: KeyboardEvent) => {
    if (!event.ctrlKey && !event.metaKey && !event.altKey) onKey(event);
  });
  useLayoutEffect(() => {
    if (!isOn) return;
    const listen = (event: KeyboardEvent) => hear(event);
    window.addEventListener('keydown', listen, { capture: first });
    return () => window.removeEventListener('keydown', listen, { capture: first });
  }, [isOn, first]);
}
