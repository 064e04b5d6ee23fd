'use client';
import { Ban, CircleCheck, UserRoundCog } from 'lucide-react';
import { useState } from 'react';
import { RowMenu } from '@/components/data-table/row-menu';
import { MenuItem } from '@/components/ui/menu';
import { ROLE_NAMES } from '@/lib/base/actor';
import { disablePersonAction, enablePersonAction } from '@/lib/features/people/actions';
import type { PersonRow } from '@/lib/features/people/schema';
import { ConfirmDialog } from '@/components/shared/confirm-dialog';
import { RoleDialog } from './role-dialog';

const OWN = 'Only another admin can do this to you.';

/** What can be done to one person. */
export function PersonMenu({ person }: { person: PersonRow }) {
  const [asked, setAsked] = useState<'role' | 'disable' | 'enable' | null>(null);
  const close = () => setAsked(null);
  const own = person.isSelf && OWN;
  const subject = <bdi className="truncate">{person.name}</bdi>;
  return (
    <>
      <RowMenu about={person.name}>
        <MenuItem
          icon={<UserRoundCog size={14} />}
          disabledReason={own}
          onSelect={() => setAsked('role')}
        >
          Change role…
        </MenuItem>
        {person.disabledAt ? (
          <MenuItem icon={<CircleCheck size={14} />} onSelect={() => setAsked('enable')}>
            Enable…
          </MenuItem>
        ) : (
          <MenuItem
            icon={<Ban size={14} />}
            danger
            disabledReason={own}
            onSelect={() => setAsked('disable')}
          >
            Disable…
          </MenuItem>
        )}
      </RowMenu>
      {asked === 'role' && <RoleDialog person={person} onClose={close} />}
      {asked === 'disable' && (
        <ConfirmDialog
          title="Disable"
          subject={subject}
          verb={{ idle: 'Disable', busy: 'Disabling…', danger: true }}
          run={() => disablePersonAction({ personId: person.id })}
          onClose={close}
        >
          {person.name} is signed out everywhere at once and cannot sign in until an admin enables
          them again. What they did stays in the audit log.
        </ConfirmDialog>
      )}
      {asked === 'enable' && (
        <ConfirmDialog
          title="Enable"
          subject={subject}
          verb={{ idle: 'Enable', busy: 'Enabling…' }}
          run={() => enablePersonAction({ personId: person.id })}
          onClose={close}
        >
          {person.name} can sign in again as {ROLE_NAMES[person.role]}, in the way they did before.
        </ConfirmDialog>
      )}
    </>
  );
}
