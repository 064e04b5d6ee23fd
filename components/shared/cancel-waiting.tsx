'use client';
import { Ban } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { cancelWaitingAction } from '@/lib/features/balances/actions';
import type { ChangeDto } from '@/lib/features/changes/queries';
import { ConfirmDialog } from './confirm-dialog';
import { slipNumber } from './slip';

type CancelWaitingProps = {
  change: Pick<ChangeDto, 'operationId' | 'number'>;
  /** Why this person cannot, or `null`. */
  reason: string | null;
  /** It was cancelled, or has ended otherwise: read it again. */
  onDone: () => void;
};

/** Ends a change that waits, after asking once. */
export function CancelWaiting({ change, reason, onDone }: CancelWaitingProps) {
  const [isAsking, setAsking] = useState(false);
  const { operationId, number } = change;
  return (
    <>
      <Button
        size="small"
        icon={<Ban size={14} />}
        disabledReason={reason}
        onClick={() => setAsking(true)}
      >
        Cancel this change
      </Button>
      {isAsking && (
        <ConfirmDialog
          title="Cancel this change"
          subject={`Stub ${slipNumber(number)}`}
          verb={{ idle: 'Cancel the change', busy: 'Cancelling…', danger: true }}
          closeVerb="Let it wait"
          run={async () => {
            const answer = await cancelWaitingAction({ operationId });
            onDone();
            return answer;
          }}
          onClose={() => setAsking(false)}
        >
          It is no longer waited for, and nothing is sent to Core. Its stub stays, with your name.
        </ConfirmDialog>
      )}
    </>
  );
}
