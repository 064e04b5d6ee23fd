'use client';
import { ActionButton } from '@/components/shared/action-button';
import { AgainIcon } from '@/components/ui/state-block';
import { learnCoreAgainAction } from '@/lib/features/settings/actions';

/** Asks Core anew what the key may do. */
export function LearnAgain() {
  return (
    <ActionButton
      run={() => learnCoreAgainAction({})}
      icon={<AgainIcon />}
      busyWords="Asking Core…"
    >
      Ask Core again
    </ActionButton>
  );
}
