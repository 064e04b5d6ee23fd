'use client';
import dynamic from 'next/dynamic';
import { createContext, useContext, useState, type ReactNode } from 'react';

// Most people who look at balances change none, so the dialog comes when it is asked for.
const ReassignIdentityDialog = dynamic(() =>
  import('./reassign-identity-dialog').then((file) => file.ReassignIdentityDialog),
);

const ReassigningContext = createContext<(balanceId: string) => void>(() => undefined);

/**
 * Holds the dialog above the rows: a balance may leave the list by being reassigned, and its slip has
 * to stay.
 */
export function Reassigning({ children }: { children: ReactNode }) {
  const [asked, setAsked] = useState<{ balanceId: string; isOpen: boolean } | null>(null);
  return (
    <ReassigningContext value={(balanceId) => setAsked({ balanceId, isOpen: true })}>
      {children}
      {asked && (
        <ReassignIdentityDialog
          balanceId={asked.balanceId}
          open={asked.isOpen}
          onOpenChange={(isOpen) => setAsked({ ...asked, isOpen })}
        />
      )}
    </ReassigningContext>
  );
}

/** Opens the dialog for a balance. */
export function useReassigning(): (balanceId: string) => void {
  return useContext(ReassigningContext);
}
