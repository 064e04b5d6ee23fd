'use client';
import { zodResolver } from '@hookform/resolvers/zod';
import { useState, useTransition } from 'react';
import { useForm } from 'react-hook-form';
import { applyFailure } from '@/components/forms/apply-failure';
import { ControlledField, TextField } from '@/components/forms/controlled-field';
import { DiscardFooter } from '@/components/forms/discard-footer';
import { FormError } from '@/components/forms/form-error';
import { submitAlone } from '@/components/forms/submit-alone';
import { useDiscard, useEntered, type Discard } from '@/components/forms/use-discard';
import { Button } from '@/components/ui/button';
import { Dialog, DialogBody, DialogClose, DialogFooter } from '@/components/ui/dialog';
import { Select } from '@/components/ui/select';
import { showToast } from '@/components/ui/toast';
import type { Failure } from '@/lib/base/result';
import { explainDriftAction } from '@/lib/features/owners/actions';
import type { DriftDto } from '@/lib/features/owners/queries';
import {
  DRIFT_CATEGORIES,
  explainDriftInput,
  type DriftCategory,
  type ExplainDriftInput,
} from '@/lib/features/owners/schema';

const CATEGORIES = Object.entries(DRIFT_CATEGORIES).map(([value, label]) => ({
  value: value as DriftCategory,
  label,
}));

type ExplainDriftProps = { drift: DriftDto; reason: string | null };

/** The button beside a drift, and the dialog in which somebody says why. The owner stays what it is. */
export function ExplainDrift({ drift, reason }: ExplainDriftProps) {
  const [open, setOpen] = useState(false);
  const { discard, onOpenChange } = useDiscard(setOpen);
  return (
    <>
      <Button size="small" disabledReason={reason} onClick={() => setOpen(true)}>
        Explain
      </Button>
      <Dialog open={open} onOpenChange={onOpenChange} title="Explain owner" width="narrow">
        <ExplainForm drift={drift} discard={discard} onDone={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

type ExplainFormProps = { drift: DriftDto; discard: Discard; onDone: () => void };

function ExplainForm({ drift: { id, cause }, discard, onDone }: ExplainFormProps) {
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isRunning, start] = useTransition();
  const form = useForm<ExplainDriftInput>({
    resolver: zodResolver(explainDriftInput),
    defaultValues: {
      driftId: id,
      category: cause === 'late_answer' ? 'late_answer' : ('' as DriftCategory),
      ticket: '',
      note: '',
    },
  });
  useEntered(discard, { isDirty: form.formState.isDirty, isRunning });
  const send = form.handleSubmit((input) => {
    setFailure(null);
    start(async () => {
      const answer = await explainDriftAction(input);
      if (!answer.ok) return setFailure(applyFailure(form, answer.error));
      onDone();
      showToast({ tone: 'done', title: 'Explained', description: 'It is kept with the evidence.' });
    });
  });
  return (
    <form noValidate onSubmit={submitAlone(send)} className="contents">
      <DialogBody>
        {failure && (
          <FormError title="Not explained" reference={failure.reference}>
            {failure.message}
          </FormError>
        )}
        <ControlledField control={form.control} name="category" label="What it was">
          {({ value, onChange, ...field }) => (
            <Select {...field} options={CATEGORIES} value={value} onValueChange={onChange} />
          )}
        </ControlledField>
        <TextField
          control={form.control}
          name="ticket"
          label="Ticket"
          optional
          autoComplete="off"
        />
        <TextField
          control={form.control}
          name="note"
          label="What is known about it"
          autoComplete="off"
          description="Kept in the log for ever, with your name."
        />
      </DialogBody>
      {discard.isAsking ? (
        <DiscardFooter onKeep={discard.onKeep} onDiscard={discard.onDiscard} />
      ) : (
        <DialogFooter
          outcome={
            cause === 'incident'
              ? 'Owners are taken down anew as Core shows them.'
              : 'The owner stays as Core shows it.'
          }
        >
          <DialogClose render={<Button>Cancel</Button>} />
          <Button type="submit" variant="primary" busy={isRunning}>
            {isRunning ? 'Explaining…' : 'Explain'}
          </Button>
        </DialogFooter>
      )}
    </form>
  );
}
