'use client';
import { useEffect, useState } from 'react';

type Listener = (text: string) => void;
const listeners = new Set<Listener>();

/**
 * Says something to screen readers without moving the focus: "Copied bln_…". Works from anywhere in
 * the browser as long as an `Announcer` is mounted.
 */
export function announce(text: string): void {
  for (const listener of listeners) listener(text);
}

/**
 * The one polite live region of the app. A no-break space alternates behind the text, because the
 * same words twice in a row would not be read out again.
 */
export function Announcer() {
  const [message, setMessage] = useState({ text: '', count: 0 });
  useEffect(() => {
    const listener: Listener = (text) => setMessage(({ count }) => ({ text, count: count + 1 }));
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }, []);
  return (
    <div role="status" aria-live="polite" className="sr-only">
      {message.text}
      {message.count % 2 ? '\u00a0' : ''}
    </div>
  );
}
