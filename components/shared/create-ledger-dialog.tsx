'use client';
import { zodResolver } from '@hookform/resolvers/zod';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { applyFailure } from '@/components/forms/apply-failure';
import { TextField } from '@/components/forms/controlled-field';
import { submitAlone } from '@/components/forms/submit-alone';
import { Button } from '@/components/ui/button';
import { Dialog, DialogBody, DialogClose, DialogFooter } from '@/components/ui/dialog';
import { type Failure } from '@/lib/base/result';
import { createLedgerAction } from '@/lib/features/ledgers/actions';
import { createLedgerInput, type CreateLedgerInput } from '@/lib/features/ledgers/schema';
import { OperationFailure } from './operation-failure';
import { failureOf, useOperation } from './use-operation';

type CreateLedgerDialogProps = {
  /** The name to begin with. */
  name: string;
  onClose: () => void;
  onCreated: (ledger: { ledgerId: string; name: string }) => void;
};

/** Creates a ledger in passing, from a form that needs one. Mount it to open it. */
export function CreateLedgerDialog({ name, onClose, onCreated }: CreateLedgerDialogProps) {
  const form = useForm<CreateLedgerInput>({
    resolver: zodResolver(createLedgerInput),
    defaultValues: { name, metaData: '' },
  });
  const { run, isRunning } = useOperation(createLedgerAction, 'create-ledger');
  const [failure, setFailure] = useState<Failure | null>(null);

  const send = form.handleSubmit(async (input) => {
    setFailure(null);
    const answer = await run(input);
    if (answer.is === 'standing' && answer.standing.state === 'succeeded') {
      return onCreated({ ledgerId: answer.standing.subjectId!, name: input.name });
    }
    setFailure(applyFailure(form, failureOf(answer, 'created')));
  });

  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title="New ledger" width="narrow">
      <form noValidate onSubmit={submitAlone(send)} className="contents">
        <DialogBody>
          {failure && <OperationFailure failure={failure} done="created" />}
          <TextField control={form.control} name="name" label="Name" maxLength={200} />
        </DialogBody>
        <DialogFooter>
          <DialogClose render={<Button>Cancel</Button>} />
          <Button type="submit" variant="primary" busy={isRunning}>
            Create ledger
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  );
}
