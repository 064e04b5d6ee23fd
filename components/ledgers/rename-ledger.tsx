'use client';
import { zodResolver } from '@hookform/resolvers/zod';
import { PenLine } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useRef, useState } from 'react';
import { useForm, useWatch } from 'react-hook-form';
import { applyFailure } from '@/components/forms/apply-failure';
import { TextField } from '@/components/forms/controlled-field';
import { FormError } from '@/components/forms/form-error';
import { submitAlone } from '@/components/forms/submit-alone';
import { OperationFailure } from '@/components/shared/operation-failure';
import { failureOf, isOpen, useOperation } from '@/components/shared/use-operation';
import { Button } from '@/components/ui/button';
import { Dialog, DialogBody, DialogClose, DialogFooter } from '@/components/ui/dialog';
import { TextLink } from '@/components/ui/text-link';
import { showToast } from '@/components/ui/toast';
import { type Failure } from '@/lib/base/result';
import { renameLedgerAction } from '@/lib/features/ledgers/actions';
import type { LedgerLine } from '@/lib/features/ledgers/queries';
import { renameLedgerInput, type RenameLedgerInput } from '@/lib/features/ledgers/schema';
import { routes } from '@/lib/routes';

type RenameLedgerProps = {
  ledger: Pick<LedgerLine, 'ledgerId' | 'name'>;
  /** Why this ledger or this person cannot, or `null`. */
  reason: string | null;
};

/** The button of a ledger's page, and the dialog behind it. */
export function RenameLedger({ ledger, reason }: RenameLedgerProps) {
  const [open, setOpen] = useState(false);
  const content = useRef<HTMLDivElement>(null);
  return (
    <>
      <Button
        size="small"
        collapse
        icon={<PenLine size={14} />}
        disabledReason={reason}
        onClick={() => setOpen(true)}
      >
        Rename
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title="Rename ledger"
        width="narrow"
        initialFocus={() => content.current?.querySelector('input')}
      >
        <div ref={content} className="contents">
          <RenameForm ledger={ledger} onDone={() => setOpen(false)} />
        </div>
      </Dialog>
    </>
  );
}

/** Somebody else's change came first: what this person had seen, and the slip that says so. */
type Overtaken = { seen: string; operationId: string };

type RenameFormProps = { ledger: RenameLedgerProps['ledger']; onDone: () => void };

function RenameForm({ ledger, onDone }: RenameFormProps) {
  const { ledgerId, name: nameNow } = ledger;
  const router = useRouter();
  const [failure, setFailure] = useState<Failure | null>(null);
  const [overtaken, setOvertaken] = useState<Overtaken | null>(null);
  const form = useForm<RenameLedgerInput>({
    resolver: zodResolver(renameLedgerInput),
    defaultValues: { ledgerId, expectedName: nameNow, name: nameNow },
  });
  const { run, isRunning } = useOperation(renameLedgerAction, `rename-ledger:${ledgerId}`);
  const typed = useWatch({ control: form.control, name: 'name' }).trim();

  const send = form.handleSubmit(async (input) => {
    setFailure(null);
    setOvertaken(null);
    // What the page shows now, which is newer than the form after a conflict.
    const answer = await run({ ...input, expectedName: nameNow });
    router.refresh();
    if (answer.is === 'failure') return setFailure(applyFailure(form, answer.failure));
    const { state, operationId } = answer.standing;
    if (state === 'conflict') return setOvertaken({ seen: nameNow, operationId });
    if (state === 'succeeded' || state === 'no_change') {
      onDone();
      return tellRenamed({ isNew: state === 'succeeded', name: input.name, operationId });
    }
    if (isOpen(answer.standing) || state === 'overwritten') {
      return router.push(routes.change(operationId));
    }
    setFailure(applyFailure(form, failureOf(answer, 'changed')));
  });

  return (
    <form noValidate onSubmit={submitAlone(send)} className="contents">
      <DialogBody>
        {failure && <OperationFailure failure={failure} done="changed" />}
        {overtaken && <OvertakenNote {...overtaken} nameNow={nameNow} />}
        <TextField
          control={form.control}
          name="name"
          label="Name"
          maxLength={200}
          description="Core lets names repeat. The id, the balances and their money stay as they are."
        />
      </DialogBody>
      <DialogFooter
        outcome={
          typed && typed !== nameNow ? (
            <>
              <bdi>{nameNow}</bdi> will be called <bdi className="font-medium">{typed}</bdi>.
            </>
          ) : (
            'Type another name.'
          )
        }
      >
        <DialogClose render={<Button>Cancel</Button>} />
        <Button type="submit" variant="primary" busy={isRunning}>
          {isRunning ? 'Renaming…' : 'Rename'}
        </Button>
      </DialogFooter>
    </form>
  );
}

function OvertakenNote({ seen, operationId, nameNow }: Overtaken & { nameNow: string }) {
  return (
    <FormError tone="warn" title="Somebody else renamed it first">
      You saw “<bdi>{seen}</bdi>”; Core shows{' '}
      {nameNow === seen ? (
        'another name now'
      ) : (
        <>
          “<bdi>{nameNow}</bdi>” now
        </>
      )}
      . Nothing was sent. If your name is still the right one, rename it again.{' '}
      <TextLink href={routes.change(operationId)}>Open the slip</TextLink>
    </FormError>
  );
}

function tellRenamed(told: { isNew: boolean; name: string; operationId: string }): void {
  showToast({
    tone: 'done',
    title: told.isNew ? 'Ledger renamed' : 'It has this name already',
    description: (
      <>
        {told.isNew ? 'Core shows' : 'Nothing was sent; Core shows'} “<bdi>{told.name}</bdi>”.{' '}
        <TextLink href={routes.change(told.operationId)}>Open the slip</TextLink>
      </>
    ),
  });
}
