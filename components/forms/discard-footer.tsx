'use client';
import { useEffect, useRef } from 'react';
import { Button } from '@/components/ui/button';
import { DialogFooter } from '@/components/ui/dialog';

type DiscardFooterProps = { onKeep: () => void; onDiscard: () => void };

/** Asked when a form in which something was entered is about to be closed. */
export function DiscardFooter({ onKeep, onDiscard }: DiscardFooterProps) {
  const keep = useRef<HTMLButtonElement>(null);
  useEffect(() => keep.current?.focus(), []);
  return (
    <DialogFooter
      outcome={
        <span role="alert" className="font-medium">
          What you entered is not sent and would be lost.
        </span>
      }
    >
      <Button ref={keep} onClick={onKeep}>
        Go on editing
      </Button>
      <Button variant="danger" onClick={onDiscard}>
        Discard
      </Button>
    </DialogFooter>
  );
}
