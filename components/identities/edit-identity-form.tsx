'use client';
import { useQuery } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { type Control, useForm, useWatch } from 'react-hook-form';
import { applyFailure } from '@/components/forms/apply-failure';
import { TextField } from '@/components/forms/controlled-field';
import { FormFooter } from '@/components/forms/form-footer';
import { problemSentence } from '@/components/forms/problem-count';
import { OperationFailure } from '@/components/shared/operation-failure';
import { endsAtSlip, failureOf, useOperation } from '@/components/shared/use-operation';
import { Band } from '@/components/ui/band';
import { Button } from '@/components/ui/button';
import { ButtonLink } from '@/components/ui/button-link';
import { SinglePage } from '@/components/ui/page-body';
import { type Failure } from '@/lib/base/result';
import { updateIdentityAction } from '@/lib/features/identities/actions';
import { type IdentityForm, renamePreviewQuery } from '@/lib/features/identities/queries';
import {
  confirmationOfRename,
  FIELD_LABELS,
  type IdentityFields,
  LINEAGE_NAME_FIELDS,
} from '@/lib/features/identities/schema';
import { routes } from '@/lib/routes';
import { IdentityFieldset } from './identity-fieldset';
import {
  changesIn,
  checkedUpdate,
  type IdentityFormValues,
  updateResolver,
} from './identity-form-values';
import { RenameEffectPanel } from './rename-effect-panel';

/** Reads what the names in the form would do, as soon as one of them differs. */
function useRenameEffect(values: IdentityFormValues, identity: IdentityForm) {
  const changes = changesIn(values, identity);
  const names = Object.fromEntries(
    LINEAGE_NAME_FIELDS.flatMap((field) => (changes[field] ? [[field, changes[field]]] : [])),
  );
  const isRename = Object.keys(names).length > 0;
  const reading = useQuery({
    ...renamePreviewQuery(identity.identityId, names),
    enabled: isRename,
    placeholderData: (before) => before,
  });
  return { isRename, reading, effect: isRename ? reading.data : undefined };
}

/** Only what was changed is sent, with what stood there; a new name says first what it breaks. */
export function EditIdentityForm({ identity }: { identity: IdentityForm }) {
  const router = useRouter();
  const [failure, setFailure] = useState<Failure | null>(null);
  const form = useForm<IdentityFormValues>({
    resolver: updateResolver(identity),
    defaultValues: { ...identity.values, ticket: '', note: '', confirmation: '' },
  });
  const { run, isRunning } = useOperation(
    updateIdentityAction,
    `update-identity:${identity.identityId}`,
  );
  const values = useWatch({ control: form.control }) as IdentityFormValues;
  const changed = Object.keys(changesIn(values, identity)) as (keyof IdentityFields)[];
  const { isRename, reading, effect } = useRenameEffect(values, identity);
  const { errors } = form.formState;

  const send = form.handleSubmit(async (sent) => {
    setFailure(null);
    const answer = await run(checkedUpdate(sent, identity));
    if (answer.is === 'standing' && endsAtSlip(answer.standing)) {
      return router.push(routes.change(answer.standing.operationId));
    }
    setFailure(applyFailure(form, failureOf(answer, 'changed')));
  });
  const waiting = isRename && !effect;

  return (
    <form noValidate onSubmit={(event) => void send(event)} className="contents">
      <SinglePage
        footer={
          <FormFooter outcome={problemSentence(errors) ?? outcomeOf(changed, identity.name)}>
            <ButtonLink href={routes.identity(identity.identityId)}>Cancel</ButtonLink>
            <Button
              type="submit"
              variant="primary"
              busy={isRunning}
              disabledReason={
                changed.length === 0
                  ? 'Change a field first.'
                  : waiting && 'What the new name does has to be read first.'
              }
            >
              {isRunning ? 'Changing…' : 'Change identity'}
            </Button>
          </FormFooter>
        }
      >
        <div className="grid max-w-[760px] gap-4 px-gutter py-4 max-sm:px-4">
          {failure && <OperationFailure failure={failure} done="changed" />}
          <IdentityFieldset
            control={form.control}
            isOrganization={values.identityType === 'organization'}
            masked={identity.masked}
          />
          {isRename && reading.isError && (
            <Band
              tone="bad"
              title="What the new name does could not be read"
              action={
                <Button size="small" onClick={() => void reading.refetch()}>
                  Try again
                </Button>
              }
            >
              Until it can be read, nothing can be changed here.
            </Band>
          )}
          {effect && <RenameEffectPanel effect={effect} name={identity.name} />}
          <Why
            control={form.control}
            typed={effect?.kind === 'breaks' ? identity.identityId : null}
          />
        </div>
      </SinglePage>
    </form>
  );
}

function outcomeOf(changed: (keyof IdentityFields)[], name: string): string | null {
  if (changed.length === 0) return null;
  return `${changed.map((field) => FIELD_LABELS[field]).join(', ')} of ${name} will change.`;
}

/** Ticket and note, and what has to be typed before a rename that breaks lineage. */
function Why({ control, typed }: { control: Control<IdentityFormValues>; typed: string | null }) {
  return (
    <section
      aria-label="Reason"
      className="grid items-start gap-3 border-t pt-4 sm:grid-cols-[168px_minmax(0,1fr)]"
    >
      <TextField control={control} name="ticket" label="Ticket" autoComplete="off" />
      <TextField control={control} name="note" label="Note" optional autoComplete="off" />
      {typed && (
        <TextField
          control={control}
          name="confirmation"
          label={
            <>
              Type <span className="code-text">{confirmationOfRename(typed)}</span> to confirm
            </>
          }
          description="The last four characters of this identity’s id."
          autoComplete="off"
          mono
        />
      )}
    </section>
  );
}
