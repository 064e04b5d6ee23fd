'use client';
import { useEffect, useEffectEvent, useState } from 'react';
import { useUnsaved } from './use-unsaved';

/** A dialog that asks before it is closed with something entered that was not sent. */
export type Discard = {
  isAsking: boolean;
  /** The form says whether something was entered, and whether it is being sent. */
  onEntered: (state: 'nothing' | 'something' | 'sending') => void;
  onKeep: () => void;
  onDiscard: () => void;
};

/** Tells the dialog of a form whether closing it would lose something. */
export function useEntered(
  { onEntered }: Discard,
  { isDirty, isRunning }: { isDirty: boolean; isRunning: boolean },
): void {
  const tell = useEffectEvent(onEntered);
  useEffect(() => {
    tell(isRunning ? 'sending' : isDirty ? 'something' : 'nothing');
  }, [isDirty, isRunning]);
  useUnsaved(isDirty && !isRunning);
}

/**
 * Guards a dialog whose form is mounted anew each time it opens. Escape, the cross and Cancel ask first
 * when something was entered; asked again, they close. While it is being sent it stays.
 */
export function useDiscard(setOpen: (open: boolean) => void): {
  discard: Discard;
  onOpenChange: (open: boolean) => void;
} {
  const [entered, onEntered] = useState<'nothing' | 'something' | 'sending'>('nothing');
  const [isAsking, setAsking] = useState(false);
  const close = () => {
    setAsking(false);
    onEntered('nothing');
    setOpen(false);
  };
  const onOpenChange = (next: boolean) => {
    if (next) return setOpen(true);
    if (entered === 'sending') return;
    if (entered === 'something' && !isAsking) return setAsking(true);
    close();
  };
  return {
    discard: { isAsking, onEntered, onKeep: () => setAsking(false), onDiscard: close },
    onOpenChange,
  };
}
