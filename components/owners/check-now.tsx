'use client';
import { ActionButton } from '@/components/shared/action-button';
import { AgainIcon } from '@/components/ui/state-block';
import { requestOwnerCheckAction } from '@/lib/features/owners/actions';

/** Has all owners checked now. `busy` while a check goes on. */
export function CheckNow({ busy }: { busy: boolean }) {
  return (
    <ActionButton
      run={() => requestOwnerCheckAction({})}
      icon={<AgainIcon />}
      busy={busy}
      busyWords="Checking…"
    >
      Check owners now
    </ActionButton>
  );
}
