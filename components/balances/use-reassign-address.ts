'use client';
import { useQueryState } from 'nuqs';
import { useRouter, useSearchParams } from 'next/navigation';
import { useCallback, useEffect, useRef } from 'react';

/**
 * The reassign dialog's place in the page's address, so that it can be linked and the back button
 * closes it: `?reassign=1` on the page of a balance, `?reassign=bln_…` on the list.
 */
export function useReassignAddress() {
  const [asked, setAsked] = useQueryState('reassign');
  const { noteSent, takeSent } = useSentOnce();
  const open = (value: string) => void setAsked(value, { history: 'push' });
  const close = () => void setAsked(null, { history: 'replace', shallow: !takeSent() });
  return { asked, open, close, noteSent };
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
