'use client';
import { useEffect, useEffectEvent, useState } from 'react';

type KeptOpen = {
  /** Whether the page's address still has the dialog. */
  isAddressed: boolean;
  /** Whether something was entered that is nowhere else. */
  wouldLose: boolean;
  /** Whether the question "discard?" is on the screen: whoever leaves now has answered it. */
  isAsking: boolean;
  isRunning: boolean;
  ask: () => void;
  onOpenChange: (open: boolean) => void;
  onKeptChange: (isKept: boolean) => void;
};

/**
 * Keeps a dialog with an address open when the back button takes that address away while something
 * was entered: the address is put back and the dialog asks, as Escape does. A second press on the back
 * button leaves. The function it answers with lets the dialog go, for whoever has decided.
 */
export function useKeptOpen(props: KeptOpen): () => void {
  const { isAddressed, wouldLose, isRunning } = props;
  const [isLeaving, setLeaving] = useState(false);
  const isKept = !isLeaving && (isRunning || wouldLose);
  const tellKept = useEffectEvent(props.onKeptChange);
  useEffect(() => tellKept(isKept), [isKept]);

  const addressLeft = useEffectEvent(() => {
    if (!isKept) return;
    if (props.isAsking) return props.onKeptChange(false);
    props.onOpenChange(true);
    if (!isRunning) props.ask();
  });
  useEffect(() => {
    if (!isAddressed) addressLeft();
  }, [isAddressed]);
  return () => setLeaving(true);
}
