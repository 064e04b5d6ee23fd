'use client';
import {
  useEffect,
  useId,
  useRef,
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
} from 'react';
import { useWatch, type UseFormReturn } from 'react-hook-form';
import { applyFailure } from '@/components/forms/apply-failure';
import { DiscardFooter } from '@/components/forms/discard-footer';
import { DialogBody } from '@/components/ui/dialog';
import { Skeleton } from '@/components/ui/skeleton';
import type { Failure } from '@/lib/base/result';
import type { ReassignPreviewDto } from '@/lib/features/balances/queries';
import { ReassignChoices } from './reassign-choices';
import { ReassignFooter } from './reassign-footer';
import { ReassignImpact } from './reassign-impact';
import { ReassignOutlook } from './reassign-outlook';
import { ReassignParties } from './reassign-parties';
import { PreviewProblem, ReassignProblem } from './reassign-problem';
import { ReassignConfirmation, ReassignReason } from './reassign-reason';
import {
  choiceOf,
  confirmationFor,
  failureOfForm,
  type ReassignChoice,
  type ReassignContext,
  type ReassignValues,
} from './reassign-values';
import { UndoBand } from './undo-band';
import { type Undoing } from './use-undoing';
import { type useReassignPreview } from './use-reassign-preview';

export type Problem = { failure: Failure; seen: ReassignPreviewDto['impact'] };

type ReassignFormProps = {
  balanceId: string;
  form: UseFormReturn<ReassignValues, ReassignContext>;
  reading: ReturnType<typeof useReassignPreview>;
  /** How it stands when it was opened to undo a change. */
  undoing: Undoing | null;
  /** Where the focus goes first. */
  pickerRef: RefObject<HTMLInputElement | null>;
  problem: Problem | null;
  isSending: boolean;
  /** Something was entered and the dialog is about to be closed. */
  isAsking: boolean;
  onKeep: () => void;
  onDiscard: () => void;
  onCancel: () => void;
  onSend: (values: ReassignValues, seen: ReassignPreviewDto) => void;
};

/** Why the change cannot be asked for now, as a sentence. */
function blockedReason(
  { preview, isReading, failure }: ReassignFormProps['reading'],
  choice: ReassignChoice,
) {
  const verdict = preview?.impact?.verdict;
  if (failure?.code === 'notFound' && !failure.fields) return 'There is nothing to reassign.';
  if (failure) return failure.fields ? null : 'This change waits until Core can be read.';
  if (verdict === 'not_settled' && choice !== 'carry')
    return 'This change waits until lineage is booked.';
  if (verdict === 'blocked') return 'This balance cannot be reassigned now.';
  if (isReading && !preview) return 'Core is being read.';
  return null;
}

/** Who → verdict → effects → choice → reason → one sentence and the verb. */
export function ReassignForm(props: ReassignFormProps) {
  const { balanceId, form, reading, problem, isSending, onSend } = props;
  const { preview, known, failure, isReading, recheckAtMs, readAgain } = reading;
  const choice = useWatch({ control: form.control, name: 'choice' });
  const formId = useId();
  const chosen = choiceOf(preview, choice);
  const blocked = blockedReason(reading, chosen);
  const fieldFailure = useFieldFailure(form, failure);

  const submit = form.handleSubmit((values) => {
    if (preview?.impact && !blocked && !isSending) onSend(values, preview);
  });
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter') return;
    const sends = event.metaKey || event.ctrlKey;
    // Enter alone chooses in lists and presses buttons; in a field it would send what is half done.
    if (!sends && !(event.target instanceof HTMLInputElement)) return;
    event.preventDefault();
    if (sends) void submit();
  };

  return (
    <form
      id={formId}
      noValidate
      onSubmit={(event) => void submit(event)}
      onKeyDown={onKeyDown}
      className="flex min-h-0 flex-1 flex-col"
    >
      <DialogBody>
        {problem && <ReassignProblem {...problem} />}
        {props.undoing && <UndoBand undoing={props.undoing} control={form.control} />}
        <ReassignParties
          control={form.control}
          pickerRef={props.pickerRef}
          from={known ? known.from : failure ? 'unread' : 'reading'}
          expectedIdentityId={known?.expectedIdentityId ?? null}
          to={preview?.to}
        />
        {failure && !fieldFailure && (
          <PreviewProblem failure={failure} isReading={isReading} onTryAgain={readAgain} />
        )}
        <Impact preview={preview} isReading={isReading}>
          {preview?.impact && (
            <ReassignImpact
              impact={preview.impact}
              outlook={
                preview.outlook &&
                preview.to && (
                  <ReassignOutlook
                    // Another owner, or other figures: what was tried before means nothing.
                    key={preview.impact.digest}
                    outlook={preview.outlook}
                    carried={preview.carry?.possible ? preview.carry.amounts : null}
                    amount={preview.balance.amount}
                    to={preview.to.name}
                  />
                )
              }
              isBusy={preview.carry?.possible === true && preview.carry.isMoving}
              recheckAtMs={recheckAtMs}
              isReading={isReading}
              onReadAgain={readAgain}
            />
          )}
        </Impact>
        {preview?.carry && (
          <ReassignChoices control={form.control} preview={preview} carry={preview.carry} />
        )}
        <ReassignReason control={form.control} />
        {confirmationFor(preview, choice) !== null && (
          <ReassignConfirmation control={form.control} balanceId={balanceId} />
        )}
      </DialogBody>
      {props.isAsking ? (
        <DiscardFooter onKeep={props.onKeep} onDiscard={props.onDiscard} />
      ) : (
        <ReassignFooter
          preview={preview}
          choice={chosen}
          blockedReason={blocked}
          isSending={isSending}
          onCancel={props.onCancel}
        />
      )}
    </form>
  );
}

/** Puts what the preview refuses (the owner, an unknown identity) at the picker. */
function useFieldFailure(
  form: UseFormReturn<ReassignValues, ReassignContext>,
  failure: Failure | null,
): boolean {
  const shown = useRef<Failure | null>(null);
  useEffect(() => {
    if (shown.current === failure) return;
    shown.current = failure;
    if (failure?.fields) applyFailure(form, failureOfForm(failure));
    else form.clearErrors('to');
  }, [form, failure]);
  return !!failure?.fields;
}

/** Keeps its place while an impact is being read for the first time. */
function Impact({
  preview,
  isReading,
  children,
}: {
  preview: ReassignPreviewDto | undefined;
  isReading: boolean;
  children: ReactNode;
}) {
  if (preview || !isReading) return children;
  return (
    <div className="flex h-[38px] items-center rounded-md border px-3.5">
      <Skeleton width={280} />
    </div>
  );
}
