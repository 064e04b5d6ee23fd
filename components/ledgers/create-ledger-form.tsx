'use client';
import { zodResolver } from '@hookform/resolvers/zod';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Controller, useForm, useWatch, type Control } from 'react-hook-form';
import { applyFailure } from '@/components/forms/apply-failure';
import { TextField } from '@/components/forms/controlled-field';
import { FormFooter } from '@/components/forms/form-footer';
import { emptyMetadata, metadataText, type MetadataDraft } from '@/components/forms/metadata';
import { MetadataEditor } from '@/components/forms/metadata-editor';
import { problemSentence } from '@/components/forms/problem-count';
import { useUnsaved } from '@/components/forms/use-unsaved';
import { OperationFailure } from '@/components/shared/operation-failure';
import { endsAtSlip, failureOf, useOperation } from '@/components/shared/use-operation';
import { Button } from '@/components/ui/button';
import { ButtonLink } from '@/components/ui/button-link';
import { SinglePage } from '@/components/ui/page-body';
import { MAX_META_DATA_BYTES, reservedKeyReason } from '@/lib/base/meta-data';
import { type Failure } from '@/lib/base/result';
import { createLedgerAction } from '@/lib/features/ledgers/actions';
import { createLedgerInput, type CreateLedgerInput } from '@/lib/features/ledgers/schema';
import { routes } from '@/lib/routes';

const METADATA_RULES = { reserved: reservedKeyReason, maxBytes: MAX_META_DATA_BYTES };

/** The page's form. It ends at the slip. */
export function CreateLedgerForm() {
  const router = useRouter();
  const [failure, setFailure] = useState<Failure | null>(null);
  const form = useForm<CreateLedgerInput>({
    resolver: zodResolver(createLedgerInput),
    defaultValues: { name: '', metaData: '' },
  });
  const { run, isRunning } = useOperation(createLedgerAction, 'create-ledger');
  const name = useWatch({ control: form.control, name: 'name' }).trim();
  const { errors, isDirty, submitCount } = form.formState;
  useUnsaved(isDirty);

  const send = form.handleSubmit(async (input) => {
    setFailure(null);
    const answer = await run(input);
    if (answer.is === 'standing' && endsAtSlip(answer.standing)) {
      return router.push(routes.change(answer.standing.operationId));
    }
    setFailure(applyFailure(form, failureOf(answer, 'created')));
  });

  return (
    <form noValidate onSubmit={(event) => void send(event)} className="contents">
      <SinglePage
        footer={
          <FormFooter
            outcome={
              problemSentence(errors) ??
              (name && (
                <>
                  Core will have a new, empty ledger called{' '}
                  <bdi className="font-medium">{name}</bdi>.
                </>
              ))
            }
          >
            <ButtonLink href={routes.ledgers()}>Cancel</ButtonLink>
            <Button type="submit" variant="primary" busy={isRunning}>
              {isRunning ? 'Creating…' : 'Create ledger'}
            </Button>
          </FormFooter>
        }
      >
        <div className="grid max-w-[640px] gap-3.5 px-gutter py-4 max-sm:px-4">
          {failure && <OperationFailure failure={failure} done="created" />}
          <TextField
            control={form.control}
            name="name"
            label="Name"
            maxLength={200}
            description="Core lets names repeat and makes the id. The name can be changed later."
          />
          <MetadataField control={form.control} showProblems={submitCount > 0} />
        </div>
      </SinglePage>
    </form>
  );
}

type MetadataFieldProps = { control: Control<CreateLedgerInput>; showProblems: boolean };

function MetadataField({ control, showProblems }: MetadataFieldProps) {
  const [draft, setDraft] = useState<MetadataDraft>(emptyMetadata);
  return (
    <Controller
      control={control}
      name="metaData"
      render={({ field, fieldState }) => (
        <MetadataEditor
          value={draft}
          rules={METADATA_RULES}
          showProblems={showProblems}
          error={fieldState.error?.message}
          onValueChange={(next) => {
            setDraft(next);
            field.onChange(metadataText(next));
          }}
        />
      )}
    />
  );
}
