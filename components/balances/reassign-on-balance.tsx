'use client';
import { UserRoundPen } from 'lucide-react';
import { useQueryState } from 'nuqs';
import dynamic from 'next/dynamic';
import { useEffect } from 'react';
import { Button } from '@/components/ui/button';
import { useSingleKeys } from '@/components/ui/single-keys';

// Loaded when it is asked for, as on the list.
const ReassignIdentityDialog = dynamic(() =>
  import('./reassign-identity-dialog').then((file) => file.ReassignIdentityDialog),
);

type ReassignOnBalanceProps = {
  balanceId: string;
  /** Why this person or this key cannot do it, or `null`. */
  disabledReason: string | null;
};

/**
 * "Reassign identity" on the page of a balance, `r` for it, and its dialog at `?reassign=1`: it can be
 * linked, and the back button closes it.
 */
export function ReassignOnBalance({ balanceId, disabledReason }: ReassignOnBalanceProps) {
  const [asked, setAsked] = useQueryState('reassign');
  const open = () => void setAsked('1', { history: 'push' });
  const close = () => void setAsked(null, { history: 'replace' });
  useReassignKey(disabledReason === null ? open : null);
  return (
    <>
      <Button
        size="small"
        variant="primary"
        collapse
        icon={<UserRoundPen size={14} />}
        disabledReason={disabledReason}
        aria-keyshortcuts="r"
        onClick={open}
      >
        Reassign identity
      </Button>
      <ReassignIdentityDialog
        balanceId={balanceId}
        open={asked !== null && disabledReason === null}
        onOpenChange={(next) => (next ? open() : close())}
      />
    </>
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
