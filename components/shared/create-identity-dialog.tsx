'use client';
import { zodResolver } from '@hookform/resolvers/zod';
import { useState } from 'react';
import { useForm, useWatch } from 'react-hook-form';
import { applyFailure } from '@/components/forms/apply-failure';
import { TextField } from '@/components/forms/controlled-field';
import { submitAlone } from '@/components/forms/submit-alone';
import { Button } from '@/components/ui/button';
import { Dialog, DialogBody, DialogClose, DialogFooter } from '@/components/ui/dialog';
import { Segmented } from '@/components/ui/segmented';
import { type Failure } from '@/lib/base/result';
import { createIdentityAction } from '@/lib/features/identities/actions';
import {
  createIdentityInput,
  IDENTITY_KINDS,
  NO_FIELDS,
  type CreateIdentityInput,
} from '@/lib/features/identities/schema';
import { OperationFailure } from './operation-failure';
import { failureOf, useOperation } from './use-operation';

export type CreatedIdentity = { identityId: string; name: string; type: string };

type CreateIdentityDialogProps = {
  /** What was typed when somebody asked for a new one. */
  name: string;
  onClose: () => void;
  onCreated: (identity: CreatedIdentity) => void;
};

/** "Jane A. Doe" as first and last name; one word is a first name. */
function namesOf(typed: string): Pick<CreateIdentityInput, 'firstName' | 'lastName'> {
  const words = typed.trim().split(/\s+/);
  return words.length > 1
    ? { firstName: words.slice(0, -1).join(' '), lastName: words.at(-1)! }
    : { firstName: typed.trim(), lastName: '' };
}

function displayName(input: CreateIdentityInput): string {
  const person = [input.firstName, input.otherNames, input.lastName].filter(Boolean).join(' ');
  return person || input.organizationName;
}

/** Creates an identity in passing, from a form that needs one. Mount it to open it. */
export function CreateIdentityDialog({ name, onClose, onCreated }: CreateIdentityDialogProps) {
  const form = useForm<CreateIdentityInput>({
    resolver: zodResolver(createIdentityInput),
    defaultValues: { ...NO_FIELDS, ...namesOf(name), organizationName: '' },
  });
  const { run, isRunning } = useOperation(createIdentityAction, 'create-identity');
  const [failure, setFailure] = useState<Failure | null>(null);
  const type = useWatch({ control: form.control, name: 'identityType' });

  const changeType = (next: CreateIdentityInput['identityType']) => {
    form.setValue('identityType', next);
    form.clearErrors();
    // What one kind of identity is called is no name of the other kind.
    if (next === 'organization') {
      form.setValue('organizationName', form.getValues('organizationName') || name.trim());
      form.setValue('firstName', '');
      form.setValue('lastName', '');
    } else {
      form.setValue('organizationName', '');
    }
  };
  const send = form.handleSubmit(async (input) => {
    setFailure(null);
    const answer = await run(input);
    if (answer.is === 'standing' && answer.standing.state === 'succeeded') {
      const identityId = answer.standing.subjectId!;
      return onCreated({ identityId, name: displayName(input), type: input.identityType });
    }
    setFailure(applyFailure(form, failureOf(answer, 'created')));
  });

  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title="New identity" width="narrow">
      <form noValidate onSubmit={submitAlone(send)} className="contents">
        <DialogBody>
          {failure && <OperationFailure failure={failure} done="created" />}
          <Segmented
            label="Type"
            options={IDENTITY_KINDS}
            value={type}
            onValueChange={changeType}
          />
          {type === 'organization' ? (
            <TextField control={form.control} name="organizationName" label="Organization name" />
          ) : (
            <>
              <TextField control={form.control} name="firstName" label="First name" />
              <TextField control={form.control} name="lastName" label="Last name" />
            </>
          )}
          <TextField
            control={form.control}
            name="emailAddress"
            label="E-mail"
            optional
            inputMode="email"
            autoComplete="off"
          />
        </DialogBody>
        <DialogFooter>
          <DialogClose render={<Button>Cancel</Button>} />
          <Button type="submit" variant="primary" busy={isRunning}>
            Create identity
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  );
}
