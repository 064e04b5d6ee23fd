'use client';
import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import { useForm, useWatch } from 'react-hook-form';
import { applyFailure } from '@/components/forms/apply-failure';
import { useUnsaved } from '@/components/forms/use-unsaved';
import { endsAtSlip, failureOf, useOperation } from '@/components/shared/use-operation';
import { type Failure } from '@/lib/base/result';
import { updateIdentityAction } from '@/lib/features/identities/actions';
import { type IdentityForm } from '@/lib/features/identities/queries';
import { type IdentityFields } from '@/lib/features/identities/schema';
import { routes } from '@/lib/routes';
import {
  changesIn,
  checkedUpdate,
  type IdentityFormValues,
  type UpdateContext,
  updateResolver,
} from './identity-form-values';
import { useRenamePreview } from './use-rename-preview';

/** The state of the edit form: what differs, what a new name would do, and sending it. */
export function useEditIdentity(identity: IdentityForm) {
  const router = useRouter();
  const [failure, setFailure] = useState<Failure | null>(null);
  const [digest, setDigest] = useState('');
  const form = useForm<IdentityFormValues, UpdateContext>({
    resolver: updateResolver(identity),
    defaultValues: { ...identity.values, ticket: '', note: '', confirmation: '' },
    context: { digest },
  });
  useUnsaved(form.formState.isDirty);
  const values = useWatch({ control: form.control }) as IdentityFormValues;
  const rename = useRenamePreview(values, identity);
  const shown = rename.effect?.kind === 'breaks' ? rename.effect.digest : '';
  if (shown !== digest) setDigest(shown);
  const { setValue } = form;
  // What was typed was typed for other amounts.
  useEffect(() => setValue('confirmation', ''), [digest, setValue]);

  const key = `update-identity:${identity.identityId}`;
  const { run, isRunning } = useOperation(updateIdentityAction, key);
  const send = form.handleSubmit(async (sent) => {
    setFailure(null);
    const answer = await run(checkedUpdate(sent, identity, digest));
    if (answer.is === 'standing' && endsAtSlip(answer.standing)) {
      return router.push(routes.change(answer.standing.operationId));
    }
    setFailure(applyFailure(form, failureOf(answer, 'changed')));
    rename.readAgain();
  });
  const changed = Object.keys(changesIn(values, identity)) as (keyof IdentityFields)[];
  return {
    form,
    values,
    changed,
    rename,
    needsConfirmation: digest !== '',
    failure,
    send,
    isRunning,
  };
}
