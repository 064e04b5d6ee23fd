'use client';
import { zodResolver } from '@hookform/resolvers/zod';
import { useQuery } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import { useForm, useWatch } from 'react-hook-form';
import { applyFailure } from '@/components/forms/apply-failure';
import { useEntered, type Discard } from '@/components/forms/use-discard';
import { failureOf, useOperation } from '@/components/shared/use-operation';
import { type Failure } from '@/lib/base/result';
import { tokenizeIdentityAction } from '@/lib/features/identities/actions';
import { tokenizePreviewQuery } from '@/lib/features/identities/queries';
import {
  idConfirmationProblem,
  LINEAGE_NAME_FIELDS,
  tokenizeIdentityInput,
  type TokenizeIdentityInput,
} from '@/lib/features/identities/schema';
import { routes } from '@/lib/routes';

export type Tokenizing = ReturnType<typeof useTokenize>;

const input = tokenizeIdentityInput.superRefine((given, context) => {
  const missing = idConfirmationProblem(given)?.fields ?? {};
  for (const [field, message] of Object.entries(missing)) {
    context.addIssue({ code: 'custom', path: [field], message });
  }
});

/** The state of the dialog: what can be tokenized, what the chosen fields do, and sending it. */
export function useTokenize(identityId: string, discard: Discard) {
  const router = useRouter();
  const [failure, setFailure] = useState<Failure | null>(null);
  const form = useForm<TokenizeIdentityInput>({
    resolver: zodResolver(input),
    defaultValues: {
      identityId,
      seenName: '',
      fields: [],
      ticket: '',
      note: '',
      effectDigest: '',
      confirmation: '',
    },
  });
  const { control, setValue, formState } = form;
  const chosen = useWatch({ control, name: 'fields' });
  const names = LINEAGE_NAME_FIELDS.filter((name) => chosen.some((field) => field === name));
  const reading = useQuery(tokenizePreviewQuery(identityId, []));
  const isNamed = names.length > 0;
  const effects = useQuery({ ...tokenizePreviewQuery(identityId, names), enabled: isNamed });
  const effect = isNamed && !effects.isError ? effects.data?.effect : undefined;
  const digest = effect?.kind === 'breaks' ? effect.digest : '';
  // What was typed was typed for other amounts.
  useEffect(() => setValue('confirmation', ''), [digest, setValue]);

  const { run, isRunning } = useOperation(tokenizeIdentityAction, `tokenize:${identityId}`);
  useEntered(discard, { isDirty: formState.isDirty, isRunning });

  const readAgain = () => {
    void reading.refetch();
    if (isNamed) void effects.refetch();
  };
  const send = form.handleSubmit(async (given) => {
    if (!reading.data) return;
    setFailure(null);
    const seenName = reading.data.name;
    const answer = await run({ ...given, seenName, effectDigest: digest });
    // Core may have made a part of it and refused the rest: the slip tells which.
    if (answer.is === 'standing' && answer.standing.state !== 'cancelled') {
      return router.push(routes.change(answer.standing.operationId));
    }
    setFailure(applyFailure(form, failureOf(answer, 'changed')));
    readAgain();
  });
  return {
    form,
    preview: reading.data,
    chosen,
    effect,
    failure,
    send,
    isRunning,
    isReading: reading.isFetching || effects.isFetching,
    isFailed: reading.isError,
    isEffectFailed: isNamed && effects.isError,
    isWaiting: isNamed && !effect,
    readAgain,
  };
}
