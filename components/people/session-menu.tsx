'use client';
import { LogOut } from 'lucide-react';
import { useState } from 'react';
import { RowMenu } from '@/components/data-table/row-menu';
import { MenuItem } from '@/components/ui/menu';
import { revokeSessionAction } from '@/lib/features/people/actions';
import type { SessionRow } from '@/lib/features/people/schema';
import { ConfirmDialog } from '@/components/shared/confirm-dialog';

/** What can be done to one session. */
export function SessionMenu({ session }: { session: SessionRow }) {
  const [asked, setAsked] = useState(false);
  return (
    <>
      <RowMenu about={session.isCurrent ? 'this browser' : session.browser}>
        <MenuItem
          icon={<LogOut size={14} />}
          danger
          disabledReason={session.isCurrent && 'You are here: sign out instead, below your name.'}
          onSelect={() => setAsked(true)}
        >
          End session…
        </MenuItem>
      </RowMenu>
      {asked && (
        <ConfirmDialog
          title="End session"
          subject={session.browser}
          verb={{ idle: 'End session', busy: 'Ending…', danger: true }}
          run={() => revokeSessionAction({ sessionId: session.id })}
          onClose={() => setAsked(false)}
        >
          That browser is signed out at its next click. What is typed but not sent there is lost.
        </ConfirmDialog>
      )}
    </>
  );
}
