'use client';
import { lazy, Suspense, useSyncExternalStore, type ReactNode } from 'react';

export type ToastTone = 'done' | 'waiting' | 'failed';

export type ToastOptions = {
  tone: ToastTone;
  /** What happened, in a few words. */
  title: string;
  /** What is true now, and where to look. A toast never carries the only copy of a fact. */
  description?: ReactNode;
  /** `0` stays until dismissed. */
  timeoutMs?: number;
};

type Sink = (options: ToastOptions) => void;

/** Toasts that wait for the area to be loaded, and whoever shows them once it is. */
const waiting: ToastOptions[] = [];
let sink: Sink | null = null;
let wanted = false;
const watchers = new Set<() => void>();

/** Tells about something that ended in the background. Callable from anywhere in the browser. */
export function showToast(options: ToastOptions): void {
  if (sink) return sink(options);
  waiting.push(options);
  wanted = true;
  for (const watcher of watchers) watcher();
}

/** For the area alone: takes over what waits and what comes. */
export function listenToToasts(next: Sink): () => void {
  sink = next;
  waiting.splice(0).forEach(next);
  return () => {
    sink = null;
  };
}

function watch(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

const ToastArea = lazy(async () => ({ default: (await import('./toast-area')).ToastArea }));

/** Where toasts appear. The area itself is loaded with the first toast. */
export function Toaster() {
  const needed = useSyncExternalStore(
    watch,
    () => wanted,
    () => false,
  );
  if (!needed) return null;
  return (
    <Suspense fallback={null}>
      <ToastArea />
    </Suspense>
  );
}
