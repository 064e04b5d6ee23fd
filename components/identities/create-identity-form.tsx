'use client';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useForm, useWatch } from 'react-hook-form';
import { applyFailure } from '@/components/forms/apply-failure';
import { FormFooter } from '@/components/forms/form-footer';
import { problemSentence } from '@/components/forms/problem-count';
import { useUnsaved } from '@/components/forms/use-unsaved';
import { OperationFailure } from '@/components/shared/operation-failure';
import { endsAtSlip, failureOf, useOperation } from '@/components/shared/use-operation';
import { Button } from '@/components/ui/button';
import { ButtonLink } from '@/components/ui/button-link';
import { SinglePage } from '@/components/ui/page-body';
import { Segmented } from '@/components/ui/segmented';
import { type Failure } from '@/lib/base/result';
import { createIdentityAction } from '@/lib/features/identities/actions';
import {
  createIdentityInput,
  IDENTITY_KINDS,
  NO_FIELDS,
  type CreateIdentityInput,
} from '@/lib/features/identities/schema';
import { routes } from '@/lib/routes';
import { IdentityFieldset } from './identity-fieldset';
import { createResolver, fieldsIn, type IdentityFormValues } from './identity-form-values';

/** Fields that only one kind of identity has; they are emptied when the kind changes. */
const OF_A_PERSON = [
  'firstName',
  'lastName',
  'otherNames',
  'dob',
  'gender',
  'nationality',
] as const;

/** The page's form. It ends at the slip. */
export function CreateIdentityForm() {
  const router = useRouter();
  const [failure, setFailure] = useState<Failure | null>(null);
  const form = useForm<IdentityFormValues>({
    resolver: createResolver,
    defaultValues: { ...NO_FIELDS, ticket: '', note: '', confirmation: '' },
  });
  const { run, isRunning } = useOperation(createIdentityAction, 'create-identity-page');
  useUnsaved(form.formState.isDirty);
  const type = useWatch({ control: form.control, name: 'identityType' });

  const changeType = (next: CreateIdentityInput['identityType']) => {
    form.setValue('identityType', next);
    form.clearErrors();
    if (next === 'individual') form.setValue('organizationName', '');
    else for (const field of OF_A_PERSON) form.setValue(field, '');
  };
  const send = form.handleSubmit(async (values) => {
    setFailure(null);
    const answer = await run(createIdentityInput.parse(fieldsIn(values)));
    if (answer.is === 'standing' && endsAtSlip(answer.standing)) {
      return router.push(routes.change(answer.standing.operationId));
    }
    setFailure(applyFailure(form, failureOf(answer, 'created')));
  });

  return (
    <form noValidate onSubmit={(event) => void send(event)} className="contents">
      <SinglePage
        footer={
          <FormFooter outcome={problemSentence(form.formState.errors)}>
            <ButtonLink href={routes.identities()}>Cancel</ButtonLink>
            <Button type="submit" variant="primary" busy={isRunning}>
              {isRunning ? 'Creating…' : 'Create identity'}
            </Button>
          </FormFooter>
        }
      >
        <div className="grid max-w-[760px] gap-4 px-gutter py-4 max-sm:px-4">
          {failure && <OperationFailure failure={failure} done="created" />}
          <div>
            <Segmented
              label="Type"
              options={IDENTITY_KINDS}
              value={type as CreateIdentityInput['identityType']}
              onValueChange={changeType}
            />
          </div>
          <IdentityFieldset control={form.control} isOrganization={type === 'organization'} />
          <p className="border-t pt-3 text-ink-3">
            Core keeps fund lineage under the name. A name can be changed later, but for an identity
            with tagged funds that breaks their lineage.
          </p>
        </div>
      </SinglePage>
    </form>
  );
}
