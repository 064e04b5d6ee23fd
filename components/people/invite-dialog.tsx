'use client';
import { zodResolver } from '@hookform/resolvers/zod';
import { UserRoundPlus } from 'lucide-react';
import { useState } from 'react';
import { useController, useForm } from 'react-hook-form';
import { applyFailure } from '@/components/forms/apply-failure';
import { TextField } from '@/components/forms/controlled-field';
import { FormError } from '@/components/forms/form-error';
import { Button } from '@/components/ui/button';
import { Dialog, DialogBody, DialogClose, DialogFooter } from '@/components/ui/dialog';
import { RadioCards } from '@/components/ui/radio-cards';
import { ROLE_NAMES } from '@/lib/base/actor';
import type { Failure } from '@/lib/base/result';
import { invitePersonAction } from '@/lib/features/people/actions';
import {
  invitePersonInput,
  type Invited,
  type InvitePersonInput,
} from '@/lib/features/people/schema';
import { InvitedLink } from './invited-link';
import { ROLE_CARDS } from './roles';

/** The button of the people page, and the dialog behind it: who, as what, then the link to hand over. */
export function InvitePerson() {
  const [open, setOpen] = useState(false);
  const [invited, setInvited] = useState<Invited | null>(null);
  const show = () => {
    setInvited(null);
    setOpen(true);
  };
  return (
    <>
      <Button variant="primary" icon={<UserRoundPlus size={14} />} collapse onClick={show}>
        Invite person
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title={invited ? 'Invitation made' : 'Invite a person'}
        width="middle"
        keepOnOutsideClick
      >
        {invited ? <InvitedLink invited={invited} /> : <InviteForm onInvited={setInvited} />}
      </Dialog>
    </>
  );
}

function InviteForm({ onInvited }: { onInvited: (invited: Invited) => void }) {
  const [failure, setFailure] = useState<Failure | null>(null);
  const form = useForm<InvitePersonInput>({
    resolver: zodResolver(invitePersonInput),
    defaultValues: { email: '' },
  });
  const { field, fieldState } = useController({ control: form.control, name: 'role' });
  const { ref, value: role, onChange } = field;
  const submit = form.handleSubmit(async (values) => {
    setFailure(null);
    const result = await invitePersonAction(values);
    if (result.ok) onInvited(result.data);
    else setFailure(applyFailure(form, result.error));
  });
  const { isSubmitting } = form.formState;
  return (
    <form noValidate onSubmit={submit} className="flex min-h-0 flex-1 flex-col">
      <DialogBody>
        {failure && (
          <FormError title="Nobody was invited" reference={failure.reference}>
            {failure.message}
          </FormError>
        )}
        <TextField
          control={form.control}
          name="email"
          label="E-mail"
          type="email"
          inputMode="email"
          description="They sign in with it. Nothing is sent there: you hand over the link yourself."
        />
        <RadioCards
          legend="Role"
          cards={ROLE_CARDS}
          value={role ?? null}
          onValueChange={onChange}
          error={fieldState.error?.message}
          ref={ref}
        />
      </DialogBody>
      <DialogFooter
        outcome={
          role
            ? `Whoever has the link can join as ${ROLE_NAMES[role]}, once, within 72 hours.`
            : 'Whoever has the link can join, once, within 72 hours.'
        }
      >
        <DialogClose render={<Button>Cancel</Button>} />
        <Button type="submit" variant="primary" busy={isSubmitting}>
          {isSubmitting ? 'Making the link…' : 'Make the link'}
        </Button>
      </DialogFooter>
    </form>
  );
}
