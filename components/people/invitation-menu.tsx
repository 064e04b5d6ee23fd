'use client';
import { Undo2 } from 'lucide-react';
import { useState } from 'react';
import { RowMenu } from '@/components/data-table/row-menu';
import { MenuItem } from '@/components/ui/menu';
import { withdrawInvitationAction } from '@/lib/features/people/actions';
import type { InvitationRow } from '@/lib/features/people/schema';
import { ConfirmDialog } from '@/components/shared/confirm-dialog';

/** What can be done to one open invitation. */
export function InvitationMenu({ invitation }: { invitation: InvitationRow }) {
  const [asked, setAsked] = useState(false);
  return (
    <>
      <RowMenu about={invitation.email}>
        <MenuItem icon={<Undo2 size={14} />} danger onSelect={() => setAsked(true)}>
          Withdraw…
        </MenuItem>
      </RowMenu>
      {asked && (
        <ConfirmDialog
          title="Withdraw invitation"
          subject={<span className="truncate">{invitation.email}</span>}
          verb={{ idle: 'Withdraw', busy: 'Withdrawing…', danger: true }}
          run={() => withdrawInvitationAction({ invitationId: invitation.id })}
          onClose={() => setAsked(false)}
        >
          The link stops working at once. Somebody who has joined with it already stays.
        </ConfirmDialog>
      )}
    </>
  );
}
