'use client';
import { KeyRound } from 'lucide-react';
import { useState } from 'react';
import { useDiscard } from '@/components/forms/use-discard';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { TokenizeForm } from './tokenize-form';

type TokenizeIdentityProps = {
  identityId: string;
  /** Why this person cannot, or `null`. */
  reason: string | null;
};

/** The button beside the personal fields, and the dialog that says first what tokenizing some of them does. */
export function TokenizeIdentity({ identityId, reason }: TokenizeIdentityProps) {
  const [open, setOpen] = useState(false);
  const { discard, onOpenChange } = useDiscard(setOpen);
  return (
    <>
      <Button
        size="small"
        icon={<KeyRound size={14} />}
        disabledReason={reason}
        onClick={() => setOpen(true)}
      >
        Tokenize
      </Button>
      <Dialog
        open={open}
        onOpenChange={onOpenChange}
        keepOnOutsideClick
        title="Tokenize fields"
        width="middle"
      >
        <TokenizeForm identityId={identityId} discard={discard} />
      </Dialog>
    </>
  );
}
