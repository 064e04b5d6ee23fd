'use client';
import { UserRoundPen } from 'lucide-react';
import dynamic from 'next/dynamic';
import { Button } from '@/components/ui/button';
import { useSingleKeys } from '@/components/ui/single-keys';
import { usePageKey } from '@/components/ui/use-page-key';
import { useReassignAddress } from './use-reassign-address';

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
  const { asked, undoes, close, noteSent, ...address } = useReassignAddress();
  const singleKeys = useSingleKeys();
  const open = () => address.open('1');
  usePageKey('r', disabledReason === null ? open : null);
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
        {singleKeys && disabledReason === null && (
          <span aria-hidden="true" className="ml-1.5 text-micro font-normal opacity-85">
            R
          </span>
        )}
      </Button>
      <ReassignIdentityDialog
        balanceId={balanceId}
        undoes={undoes}
        open={asked !== null && disabledReason === null}
        onOpenChange={(next) => (next ? open() : close())}
        onSent={noteSent}
      />
    </>
  );
}
