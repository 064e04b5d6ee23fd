'use client';
import type { ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { DialogFooter } from '@/components/ui/dialog';
import type { ReassignPreviewDto } from '@/lib/features/balances/queries';
import type { ReassignChoice } from './reassign-values';

type ReassignFooterProps = {
  preview: ReassignPreviewDto | undefined;
  /** What is chosen, where there is a choice. */
  choice: ReassignChoice;
  /** Why it cannot be sent now, as a sentence; `null` when it can. */
  blockedReason: string | null;
  isSending: boolean;
  onCancel: () => void;
};

/** What will be true afterwards, Cancel, and the verb. */
export function ReassignFooter(props: ReassignFooterProps) {
  const { preview, choice, blockedReason, isSending, onCancel } = props;
  return (
    <DialogFooter outcome={<Outcome {...{ preview, choice, blockedReason }} />}>
      <Button onClick={onCancel} className="max-sm:hidden">
        Cancel
      </Button>
      <Button
        type="submit"
        variant="primary"
        busy={isSending}
        disabledReason={blockedReason}
        aria-keyshortcuts="Control+Enter Meta+Enter"
      >
        {isSending ? 'Reassigning…' : verbOf(preview, choice)}
      </Button>
    </DialogFooter>
  );
}

function verbOf(preview: ReassignPreviewDto | undefined, choice: ReassignChoice): string {
  if (choice === 'carry') return 'Carry over and reassign';
  if (choice === 'wait') return 'Wait and reassign later';
  if (choice === 'move') return 'Create and move';
  if (preview?.impact?.verdict === 'will_break') return 'Reassign anyway';
  return preview?.expectedIdentityId === null ? 'Assign' : 'Reassign';
}

function Outcome({
  preview,
  choice,
  blockedReason,
}: Pick<ReassignFooterProps, 'preview' | 'choice' | 'blockedReason'>): ReactNode {
  if (blockedReason) return <span className="text-ink-2">{blockedReason}</span>;
  const chosen = choice === 'anyway' ? null : preview?.[choice];
  const outcome = chosen && 'outcome' in chosen ? chosen.outcome : preview?.impact?.outcome;
  if (!outcome)
    return <span className="text-ink-2">Choose the identity that gets this balance.</span>;
  const { strong, rest } = outcome;
  return (
    <>
      <bdi className="font-medium wrap-anywhere">{strong}</bdi>
      {rest && <span className="text-ink-2"> {rest}</span>}
    </>
  );
}
