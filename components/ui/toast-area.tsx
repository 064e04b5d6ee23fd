'use client';
import { Toast } from '@base-ui/react/toast';
import { CircleCheck, CircleX, Clock, X } from 'lucide-react';
import { useEffect, type ReactNode } from 'react';
import { listenToToasts, type ToastOptions, type ToastTone } from './toast';

const manager = Toast.createToastManager();

function add({ tone, title, description, timeoutMs = 8_000 }: ToastOptions): void {
  manager.add({
    type: tone,
    title,
    description,
    timeout: timeoutMs,
    priority: tone === 'failed' ? 'high' : 'low',
  });
}

const ICONS: Record<ToastTone, ReactNode> = {
  done: <CircleCheck size={16} className="mt-0.5 text-accent" />,
  waiting: <Clock size={16} className="mt-0.5 text-ink-2" />,
  failed: <CircleX size={16} className="mt-0.5 text-danger" />,
};

function ToastList() {
  const { toasts } = Toast.useToastManager();
  return toasts.map((toast) => (
    <Toast.Root
      key={toast.id}
      toast={toast}
      swipeDirection={['right', 'down']}
      className="w-full rounded-lg bg-surface shadow-popover transition-[opacity,transform] duration-(--duration-base) data-ending-style:opacity-0 data-starting-style:translate-y-2 data-starting-style:opacity-0"
    >
      <Toast.Content className="grid grid-cols-[16px_minmax(0,1fr)_auto] items-start gap-2.5 px-3 py-2.5">
        {ICONS[toast.type as ToastTone]}
        <div className="min-w-0">
          <Toast.Title className="font-semibold" />
          <Toast.Description render={<div />} className="text-ink-2" />
        </div>
        <Toast.Close
          aria-label="Dismiss"
          className="relative grid size-5 place-items-center rounded-sm text-ink-3 after:absolute after:-inset-1 hover:text-ink"
        >
          <X size={14} />
        </Toast.Close>
      </Toast.Content>
    </Toast.Root>
  ));
}

/** Where toasts appear: at the lower left, away from the buttons of dialogs. */
export function ToastArea() {
  useEffect(() => listenToToasts(add), []);

  return (
    <Toast.Provider toastManager={manager} limit={3}>
      <Toast.Portal>
        <Toast.Viewport className="fixed bottom-4 left-4 z-50 grid w-[400px] max-w-[calc(100vw-32px)] gap-2.5 print:hidden">
          <ToastList />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  );
}
