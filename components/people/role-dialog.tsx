'use client';
import { useState, useTransition } from 'react';
import { FormError } from '@/components/forms/form-error';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Dialog, DialogBody, DialogClose, DialogFooter } from '@/components/ui/dialog';
import { RadioCards } from '@/components/ui/radio-cards';
import { ROLE_NAMES } from '@/lib/base/actor';
import type { Failure } from '@/lib/base/result';
import { changeRoleAction } from '@/lib/features/people/actions';
import type { PersonRow } from '@/lib/features/people/schema';
import { ROLE_CARDS } from './roles';

/** Gives one person another role. */
export function RoleDialog({ person, onClose }: { person: PersonRow; onClose: () => void }) {
  const [role, setRole] = useState(person.role);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, start] = useTransition();
  const same = role === person.role;
  const act = () =>
    start(async () => {
      setFailure(null);
      const result = await changeRoleAction({ personId: person.id, role });
      if (result.ok) onClose();
      else setFailure(result.error);
    });
  const cards = ROLE_CARDS.map((card) =>
    card.value === person.role ? { ...card, badge: <Badge>Now</Badge> } : card,
  );
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Change role"
      subject={<bdi className="truncate">{person.name}</bdi>}
      width="middle"
    >
      <DialogBody>
        {failure && (
          <FormError title="Not changed" reference={failure.reference}>
            {failure.message}
          </FormError>
        )}
        <RadioCards legend="Role" cards={cards} value={role} onValueChange={setRole} />
      </DialogBody>
      <DialogFooter
        outcome={
          same
            ? `${person.name} is ${ROLE_NAMES[role]} now.`
            : `${person.name} will be ${ROLE_NAMES[role]} from their next click.`
        }
      >
        <DialogClose render={<Button>Cancel</Button>} />
        <Button
          variant="primary"
          busy={busy}
          onClick={act}
          disabledReason={same && 'Choose another role.'}
        >
          {busy ? 'Changing…' : `Make ${ROLE_NAMES[role]}`}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
