'use client';
import { lazy, Suspense } from 'react';
import type { PopoverProps } from './popover-parts';
import { useFirstUse } from './use-first-use';

const load = () => import('./popover-parts');

const LazyRoot = lazy(async () => ({ default: (await load()).PopoverRoot }));

/**
 * A small panel beside its button: a filter, a detail. What it needs is loaded when somebody comes near
 * the button. Controlled by `open` and `onOpenChange` it can be closed from within; its owner then
 * hears of the first opening, too.
 */
export function Popover(props: PopoverProps) {
  const { trigger, open, onOpenChange } = props;
  const { used, plain } = useFirstUse({
    trigger,
    load,
    haspopup: 'dialog',
    onUse: () => onOpenChange?.(true),
  });
  if (!used && !open) return plain;
  return (
    <Suspense fallback={plain}>
      <LazyRoot {...props} />
    </Suspense>
  );
}
