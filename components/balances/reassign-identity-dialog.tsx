'use client';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useForm, useWatch } from 'react-hook-form';
import { applyFailure } from '@/components/forms/apply-failure';
import { useUnsaved } from '@/components/forms/use-unsaved';
import { CopyableId } from '@/components/shared/copyable-id';
import { Money } from '@/components/shared/money';
import { useOperation } from '@/components/shared/use-operation';
import { Badge } from '@/components/ui/badge';
import { Dialog } from '@/components/ui/dialog';
import {
  carryLineageAction,
  moveToNewAction,
  reassignIdentityAction,
  reassignWhenSpentAction,
} from '@/lib/features/balances/actions';
import type { ReassignPreviewDto } from '@/lib/features/balances/queries';
import { ReassignForm, type Problem } from './reassign-form';
import { ReassignOutcome } from './reassign-outcome';
import {
  confirmationFor,
  failureOfForm,
  inputOf,
  isAnyway,
  isWait,
  NOTHING_ENTERED,
  reassignResolver,
  valuesOf,
  type ReassignContext,
  type ReassignInput,
  type ReassignValues,
} from './reassign-values';
import { useKeptOpen } from './use-kept-open';
import { useUndoing } from './use-undoing';
import { useReassignPreview } from './use-reassign-preview';

type ReassignIdentityDialogProps = {
  balanceId: string;
  /** The change that is to be undone, if it was opened for that. */
  undoes?: string | null;
  /** May turn false by itself, as the back button takes the address away: then it asks to open again. */
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** Something was sent, so what the page shows may not be true any more. */
  onSent?: () => void;
};

/** Gives a balance to another identity: says first what that does, then turns into its slip. */
export function ReassignIdentityDialog(props: ReassignIdentityDialogProps) {
  const [isKept, setKept] = useState(false);
  const open = props.open || isKept;
  const round = useRound(open);
  // Each time it opens it starts anew, but it stays what it was while it fades away.
  return round === 0 ? null : (
    <ReassignRound
      key={`${props.balanceId} ${round}`}
      {...props}
      open={open}
      isAddressed={props.open}
      onKeptChange={setKept}
    />
  );
}

function useRound(open: boolean): number {
  const [state, setState] = useState({ open, round: open ? 1 : 0 });
  if (state.open !== open) setState({ open, round: state.round + (open ? 1 : 0) });
  return state.round;
}

/** Four kinds of change, one form: what was filled in says which. */
function sendReassign({ operationId, input }: { operationId: string; input: ReassignInput }) {
  if (isWait(input)) return reassignWhenSpentAction({ operationId, input });
  if (isAnyway(input)) return reassignIdentityAction({ operationId, input });
  const { isMove, ...asked } = input;
  return isMove
    ? moveToNewAction({ operationId, input: asked })
    : carryLineageAction({ operationId, input: asked });
}

type ReassignRoundProps = ReassignIdentityDialogProps & {
  /** Whether the page's address still has it. */
  isAddressed: boolean;
  /** Whether it stays open when its address is left. */
  onKeptChange: (isKept: boolean) => void;
};

function ReassignRound(props: ReassignRoundProps) {
  const { balanceId, undoes = null, open, onOpenChange, onSent } = props;
  const operation = useOperation(sendReassign, `reassign:${balanceId}`);
  const { run, isRunning, forget, unfinished } = operation;
  const [left] = useState(unfinished);
  const [following, setFollowing] = useState<string | null>(left?.operationId ?? null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isAsking, setAsking] = useState(false);
  useEffect(() => {
    if (following) onSent?.();
  }, [following, onSent]);
  const pickerRef = useRef<HTMLInputElement>(null);

  const [typed, setTyped] = useState<string | null>(null);
  const form = useForm<ReassignValues, ReassignContext>({
    defaultValues: left ? valuesOf(left.input) : NOTHING_ENTERED,
    resolver: reassignResolver,
    context: { typed },
  });
  const undoing = useUndoing(form, { balanceId, undoes: left ? null : undoes });
  const to = useWatch({ control: form.control, name: 'to' });
  const choice = useWatch({ control: form.control, name: 'choice' });
  const reading = useReassignPreview(balanceId, to?.id ?? null, {
    isSent: following !== null || isRunning,
  });
  const asked = confirmationFor(reading.preview, choice);
  if (asked !== typed) setTyped(asked);
  const { isDirty } = form.formState;
  const wouldLose = !following && isDirty;
  useUnsaved(wouldLose);
  const letGo = useKeptOpen({
    ...props,
    wouldLose,
    isAsking,
    isRunning,
    ask: () => setAsking(true),
  });

  const send = async (values: ReassignValues, shown: ReassignPreviewDto) => {
    setProblem(null);
    const answer = await run(inputOf(values, shown));
    if (answer.is === 'standing') return setFollowing(answer.standing.operationId);
    const { failure } = answer;
    if (failure.code === 'unknown' && failure.operationId) setFollowing(failure.operationId);
    const whole = applyFailure(form, failureOfForm(failure));
    setProblem(whole && { failure: whole, seen: shown.impact });
    if (failure.code !== 'invalid') reading.readAgain();
  };

  const changeOpen = (next: boolean) => {
    if (next || isRunning) return;
    if (wouldLose && !isAsking) return setAsking(true);
    letGo();
    onOpenChange(false);
  };
  const backToForm = useCallback(() => setFollowing(null), []);

  return (
    <Dialog
      open={open}
      onOpenChange={changeOpen}
      keepOnOutsideClick
      title="Reassign identity"
      subject={<Subject balanceId={balanceId} known={reading.known} />}
      initialFocus={pickerRef}
    >
      {following ? (
        <ReassignOutcome
          operationId={following}
          onOutcome={forget}
          onMissing={backToForm}
          onStartAgain={(next) => {
            setProblem(null);
            form.reset({ ...form.getValues(), confirmation: '' }, { keepDefaultValues: true });
            if (next === 'choose_again') form.setValue('to', null);
            reading.readAgain();
            backToForm();
          }}
          onClose={() => onOpenChange(false)}
        />
      ) : (
        <ReassignForm
          balanceId={balanceId}
          form={form}
          reading={reading}
          undoing={undoing}
          pickerRef={pickerRef}
          problem={problem}
          isSending={isRunning}
          isAsking={isAsking}
          onKeep={() => setAsking(false)}
          onDiscard={() => {
            forget();
            letGo();
            onOpenChange(false);
          }}
          onCancel={() => changeOpen(false)}
          onSend={(values, shown) => void send(values, shown)}
        />
      )}
    </Dialog>
  );
}

function Subject({
  balanceId,
  known,
}: {
  balanceId: string;
  known: ReassignPreviewDto | undefined;
}) {
  return (
    <>
      <CopyableId id={balanceId} />
      {known && (
        <>
          {known.balance.ledgerName && (
            <bdi className="truncate max-sm:hidden">{known.balance.ledgerName}</bdi>
          )}
          <Money amount={known.balance.amount} currency className="text-ink-2" />
          {known.balance.strategy && <Badge>{known.balance.strategy}</Badge>}
        </>
      )}
    </>
  );
}
