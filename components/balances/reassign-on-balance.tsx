'use client';
import { UserRoundPen } from 'lucide-react';
import { useQueryState } from 'nuqs';
import { useEffect, useState } from 'react';
import { Button } from '@/components/ui/button';
import { useSingleKeys } from '@/components/ui/single-keys';
import { ReassignIdentityDialog } from './reassign-identity-dialog';

/**
 * Which balance the dialog is open for, in the address (`?reassign=`): it can be linked, and the back
 * button closes it.
 */
export function useReassignTarget() {
  const [target, setTarget] = useQueryState('reassign');
  return {
    target,
    open: (value: string) => void setTarget(value, { history: 'push' }),
    close: () => void setTarget(null, { history: 'replace' }),
  };
}

type ReassignOnBalanceProps = {
  balanceId: string;
  /** Why this person or this key cannot do it, or `null`. */
  disabledReason: string | null;
};

/** "Reassign identity" on the page of a balance, `r` for it, and its dialog at `?reassign=1`. */
export function ReassignOnBalance({ balanceId, disabledReason }: ReassignOnBalanceProps) {
  const { target, open, close } = useReassignTarget();
  useReassignKey(disabledReason === null ? () => open('1') : null);
  return (
    <>
      <Button
        size="small"
        variant="primary"
        collapse
        icon={<UserRoundPen size={14} />}
        disabledReason={disabledReason}
        aria-keyshortcuts="r"
        onClick={() => open('1')}
      >
        Reassign identity
      </Button>
      <ReassignIdentityDialog
        balanceId={balanceId}
        open={target !== null && disabledReason === null}
        onOpenChange={(next) => (next ? open('1') : close())}
      />
    </>
  );
}

/**
 * The dialog over a list, for the balance that the address names: `?reassign=bln_…`. A row's menu opens
 * it by `useReassignTarget().open(balanceId)`.
 */
export function ReassignOnList({ disabledReason }: Pick<ReassignOnBalanceProps, 'disabledReason'>) {
  const { target, open, close } = useReassignTarget();
  // While it fades away, the dialog is still about the balance that it was opened for.
  const [balanceId, setBalanceId] = useState(target);
  if (target !== null && target !== balanceId) setBalanceId(target);
  if (disabledReason !== null || balanceId === null) return null;
  return (
    <ReassignIdentityDialog
      balanceId={balanceId}
      open={target !== null}
      onOpenChange={(next) => (next && target ? open(target) : close())}
    />
  );
}

function useReassignKey(press: (() => void) | null) {
  const singleKeys = useSingleKeys();
  useEffect(() => {
    if (!press || !singleKeys) return;
    const onKeyDown = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement;
      if (event.key !== 'r' || event.ctrlKey || event.metaKey || event.altKey) return;
      if (target.closest('input, textarea, select, [role="dialog"], [role="menu"]')) return;
      event.preventDefault();
      press();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [press, singleKeys]);
}
