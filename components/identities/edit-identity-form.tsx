'use client';
import { useState } from 'react';
import { FormFooter } from '@/components/forms/form-footer';
import { problemSentence } from '@/components/forms/problem-count';
import { OperationFailure } from '@/components/shared/operation-failure';
import { Band } from '@/components/ui/band';
import { Button } from '@/components/ui/button';
import { ButtonLink } from '@/components/ui/button-link';
import { SinglePage } from '@/components/ui/page-body';
import { AgainIcon } from '@/components/ui/state-block';
import { type IdentityForm } from '@/lib/features/identities/queries';
import { FIELD_LABELS, type IdentityFields } from '@/lib/features/identities/schema';
import { routes } from '@/lib/routes';
import { IdentityFieldset } from './identity-fieldset';
import { ReasonFields } from './reason-fields';
import { RenameEffectPanel } from './rename-effect-panel';
import { useEditIdentity } from './use-edit-identity';

type EditIdentityFormProps = {
  identity: IdentityForm;
  /** Why this person may not reveal personal fields, or `null`. */
  revealReason: string | null;
};

/** Only what was changed is sent, with what stood there; a new name says first what it breaks. */
export function EditIdentityForm({ identity, revealReason }: EditIdentityFormProps) {
  const { identityId, masked, tokenized, name } = identity;
  const [lastReason, onReason] = useState('');
  const edit = useEditIdentity(identity);
  const { form, changed, rename, isRunning } = edit;
  const { control, formState } = form;

  return (
    <form noValidate onSubmit={(event) => void edit.send(event)} className="contents">
      <SinglePage
        footer={
          <FormFooter outcome={problemSentence(formState.errors) ?? outcomeOf(changed, name)}>
            <ButtonLink href={routes.identity(identityId)}>Cancel</ButtonLink>
            <Button
              type="submit"
              variant="primary"
              busy={isRunning}
              disabledReason={whyNotYet(changed, rename)}
            >
              {isRunning ? 'Changing…' : 'Change identity'}
            </Button>
          </FormFooter>
        }
      >
        <div className="grid max-w-[760px] gap-4 px-gutter py-4 max-sm:px-4">
          {edit.failure && <OperationFailure failure={edit.failure} done="changed" />}
          <IdentityFieldset
            control={control}
            isOrganization={identity.values.identityType === 'organization'}
            personal={{ identityId, masked, tokenized, revealReason, lastReason, onReason }}
          />
          {rename.isFailed && (
            <Band
              tone="bad"
              title="What the new name does could not be read"
              action={
                <Button size="small" icon={<AgainIcon />} onClick={rename.readAgain}>
                  Try again
                </Button>
              }
            >
              Until it can be read, the name cannot be changed. Nothing was sent.
            </Band>
          )}
          {rename.effect && <RenameEffectPanel effect={rename.effect} />}
          <section
            aria-label="Reason"
            className="grid items-start gap-3 border-t pt-4 sm:grid-cols-[168px_minmax(0,1fr)]"
          >
            <ReasonFields control={control} typed={edit.needsConfirmation ? identityId : null} />
          </section>
        </div>
      </SinglePage>
    </form>
  );
}

function whyNotYet(changed: readonly string[], rename: { isWaiting: boolean }): string | null {
  if (changed.length === 0) return 'Change a field first.';
  return rename.isWaiting ? 'What the new name does has to be read first.' : null;
}

function outcomeOf(changed: readonly (keyof IdentityFields)[], name: string): string | null {
  if (changed.length === 0) return null;
  return `${changed.map((field) => FIELD_LABELS[field]).join(', ')} of ${name} will change.`;
}
