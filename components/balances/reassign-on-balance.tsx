'use client';
import { UserRoundPen } from 'lucide-react';
import { useQueryState } from 'nuqs';
import dynamic from 'next/dynamic';
import { useRouter, useSearchParams } from 'next/navigation';
import { useCallback, useEffect, useRef } from 'react';
import { Button } from '@/components/ui/button';
import { useSingleKeys } from '@/components/ui/single-keys';
import { usePageKey } from '@/components/ui/use-page-key';

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
  const singleKeys = useSingleKeys();
  const open = () => void setAsked('1', { history: 'push' });
  const { noteSent, takeSent } = useSentOnce();
  const close = () => void setAsked(null, { history: 'replace', shallow: !takeSent() });
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
        open={asked !== null && disabledReason === null}
        onOpenChange={(next) => (next ? open() : close())}
        onSent={noteSent}
      />
    </>
  );
}

/**
 * Reads the page again once the dialog has left its address, if something was sent from it. Next drops
 * a refresh that is under way when the address changes, so the one that comes with the outcome is lost
 * on whoever closes the slip at once. `takeSent` tells, once, whether something was sent: then the
 * address is left by a navigation that reads the page; by the back button nobody takes it, and the
 * page is read afterwards.
 */
function useSentOnce(): { noteSent: () => void; takeSent: () => boolean } {
  const router = useRouter();
  const isAddressed = useSearchParams().has('reassign');
  const wasSent = useRef(false);
  const takeSent = useCallback(() => {
    const sent = wasSent.current;
    wasSent.current = false;
    return sent;
  }, []);
  const noteSent = useCallback(() => void (wasSent.current = true), []);
  useEffect(() => {
    if (!isAddressed && takeSent()) router.refresh();
  }, [isAddressed, router, takeSent]);
  return { noteSent, takeSent };
}
