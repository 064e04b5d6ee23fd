'use client';
import { useState, useTransition, type ReactNode } from 'react';
import { FormError } from '@/components/forms/form-error';
import { Button } from '@/components/ui/button';
import { Dialog, DialogBody, DialogClose, DialogFooter } from '@/components/ui/dialog';
import type { ActionResult, Failure } from '@/lib/base/result';

type ConfirmDialogProps = {
  title: string;
  /** On whom or what. */
  subject: ReactNode;
  /** What will be true afterwards. */
  children: ReactNode;
  /** The verb of the outcome, and the same while it runs: "Disable", "Disabling…". */
  verb: { idle: string; busy: string; danger?: boolean };
  /** What closes it with nothing done, where "Cancel" would be understood otherwise. */
  closeVerb?: string;
  run: () => Promise<ActionResult<unknown>>;
  onClose: () => void;
};

/** Asks once before one thing is done. A refusal is told in place; success closes it. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { title, subject, children, verb, closeVerb = 'Cancel', run, onClose } = props;
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, start] = useTransition();
  const act = () =>
    start(async () => {
      setFailure(null);
      const result = await run();
      if (result.ok) onClose();
      else setFailure(result.error);
    });
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={title}
      subject={subject}
      width="narrow"
    >
      <DialogBody>
        {failure && (
          <FormError title="Not changed" reference={failure.reference}>
            {failure.message}
          </FormError>
        )}
        <div className="text-ink-2">{children}</div>
      </DialogBody>
      <DialogFooter>
        <DialogClose render={<Button>{closeVerb}</Button>} />
        <Button variant={verb.danger ? 'danger' : 'primary'} busy={busy} onClick={act}>
          {busy ? verb.busy : verb.idle}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
