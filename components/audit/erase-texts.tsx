'use client';
import { zodResolver } from '@hookform/resolvers/zod';
import { Eraser } from 'lucide-react';
import { useState, useTransition } from 'react';
import { useController, useForm } from 'react-hook-form';
import { applyFailure } from '@/components/forms/apply-failure';
import { ControlledField, TextField } from '@/components/forms/controlled-field';
import { DiscardFooter } from '@/components/forms/discard-footer';
import { FormError } from '@/components/forms/form-error';
import { submitAlone } from '@/components/forms/submit-alone';
import { useDiscard, useEntered, type Discard } from '@/components/forms/use-discard';
import { Button } from '@/components/ui/button';
import { Dialog, DialogBody, DialogClose, DialogFooter } from '@/components/ui/dialog';
import { RadioCards } from '@/components/ui/radio-cards';
import { Select } from '@/components/ui/select';
import { showToast } from '@/components/ui/toast';
import type { Failure } from '@/lib/base/result';
import { eraseTextsAction } from '@/lib/features/audit/actions';
import type { AuditEntryDto } from '@/lib/features/audit/queries';
import {
  ERASE_CATEGORIES,
  ERASE_CONFIRMATION,
  eraseTextsInput,
  type EraseCategory,
  type EraseTextsInput,
} from '@/lib/features/audit/schema';

const CATEGORIES = Object.entries(ERASE_CATEGORIES).map(([value, label]) => ({
  value: value as EraseCategory,
  label,
}));

type EraseTextsProps = { entry: AuditEntryDto; reason: string | null };

/** The button of an entry, and the dialog that says what is erased before it is. */
export function EraseTexts({ entry, reason }: EraseTextsProps) {
  const [open, setOpen] = useState(false);
  const { discard, onOpenChange } = useDiscard(setOpen);
  const isEmpty = entry.erasable.entry === 0 && !entry.erasable.identity;
  return (
    <>
      <Button
        size="small"
        icon={<Eraser size={14} />}
        disabledReason={reason ?? (isEmpty ? 'Nothing is left to erase.' : null)}
        onClick={() => setOpen(true)}
      >
        Erase
      </Button>
      <Dialog open={open} onOpenChange={onOpenChange} title="Erase personal texts" width="narrow">
        <EraseForm entry={entry} discard={discard} onDone={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

type EraseFormProps = { entry: AuditEntryDto; discard: Discard; onDone: () => void };

const texts = (count: number) => (count === 1 ? '1 text' : `${count.toLocaleString('en')} texts`);

function EraseForm({ entry: { id, object, erasable }, discard, onDone }: EraseFormProps) {
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isRunning, start] = useTransition();
  const hasIdentity = !!erasable.identity;
  const form = useForm<EraseTextsInput>({
    resolver: zodResolver(eraseTextsInput),
    defaultValues: {
      entryId: id,
      scope: erasable.entry === 0 ? 'identity' : 'entry',
      category: '' as EraseCategory,
      ticket: '',
      note: '',
      confirmation: '',
    },
  });
  const {
    field: { value: scope, onChange: onScope, ref: scopeRef },
  } = useController({ control: form.control, name: 'scope' });
  useEntered(discard, { isDirty: form.formState.isDirty, isRunning });
  const send = form.handleSubmit((input) => {
    setFailure(null);
    start(async () => {
      const answer = await eraseTextsAction(input);
      if (!answer.ok) return setFailure(applyFailure(form, answer.error));
      onDone();
      showToast({
        tone: 'done',
        title: `Erased ${texts(answer.data.erased)}`,
        description: 'That you did is an entry of its own.',
      });
    });
  });
  return (
    <form noValidate onSubmit={submitAlone(send)} className="contents">
      <DialogBody>
        {failure && (
          <FormError title="Nothing was erased" reference={failure.reference}>
            {failure.message}
          </FormError>
        )}
        {hasIdentity && (
          <RadioCards
            ref={scopeRef}
            legend="What is erased"
            cards={[
              {
                value: 'entry',
                title: 'This entry',
                text: `${texts(erasable.entry)}, the name of whoever acted included.`,
                disabled: erasable.entry === 0,
              },
              {
                value: 'identity',
                title: 'Everything about this identity',
                text: `${texts(erasable.identity!)} in all entries about ${object?.id ?? 'it'}; names of those who acted stay.`,
              },
            ]}
            value={scope}
            onValueChange={onScope}
          />
        )}
        <ControlledField control={form.control} name="category" label="Why">
          {({ value, onChange, ...field }) => (
            <Select {...field} options={CATEGORIES} value={value} onValueChange={onChange} />
          )}
        </ControlledField>
        <TextField control={form.control} name="ticket" label="Ticket" autoComplete="off" />
        <TextField control={form.control} name="note" label="Note" optional autoComplete="off" />
        <TextField
          control={form.control}
          name="confirmation"
          label={
            <>
              Type <span className="code-text">{ERASE_CONFIRMATION}</span> to confirm
            </>
          }
          description="Nothing brings an erased text back. Backups of the database keep theirs until they go."
          autoComplete="off"
          mono
        />
      </DialogBody>
      {discard.isAsking ? (
        <DiscardFooter onKeep={discard.onKeep} onDiscard={discard.onDiscard} />
      ) : (
        <DialogFooter outcome="The records stay, with their hashes; who erased what and why is an entry.">
          <DialogClose render={<Button>Cancel</Button>} />
          <Button type="submit" variant="danger" busy={isRunning}>
            {isRunning ? 'Erasing…' : 'Erase'}
          </Button>
        </DialogFooter>
      )}
    </form>
  );
}
