'use client';
import dynamic from 'next/dynamic';
import { createContext, useContext, useState, type ReactNode } from 'react';
import { useReassignAddress } from './use-reassign-address';

// Most people who look at balances change none, so the dialog comes when it is asked for.
const ReassignIdentityDialog = dynamic(() =>
  import('./reassign-identity-dialog').then((file) => file.ReassignIdentityDialog),
);

const ReassigningContext = createContext<(balanceId: string) => void>(() => undefined);

/**
 * Holds the dialog above the rows, at `?reassign=bln_…`: a balance may leave the list by being
 * reassigned, and its slip has to stay.
 */
export function Reassigning({ isAllowed, children }: { isAllowed: boolean; children: ReactNode }) {
  const { asked, open, close, noteSent } = useReassignAddress();
  // The dialog says whose balance it was while it fades away.
  const [shown, setShown] = useState(asked);
  if (asked !== null && asked !== shown) setShown(asked);
  return (
    <ReassigningContext value={open}>
      {children}
      {shown !== null && (
        <ReassignIdentityDialog
          balanceId={shown}
          open={asked !== null && isAllowed}
          onOpenChange={(next) => (next ? open(shown) : close())}
          onSent={noteSent}
        />
      )}
    </ReassigningContext>
  );
}

/** Opens the dialog for a balance. */
export function useReassigning(): (balanceId: string) => void {
  return useContext(ReassigningContext);
}
