'use client';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { type UseFormReturn } from 'react-hook-form';
import { undoQuery, type UndoDto } from '@/lib/features/balances/queries';
import type { ReassignContext, ReassignValues } from './reassign-values';

/** How the dialog stands that was opened to undo a change; `null` when it was not. */
export type Undoing =
  | { is: 'reading' }
  | { is: 'ready'; undo: UndoDto }
  /** There is no such change of this balance, or it cannot be undone. */
  | { is: 'impossible' }
  | { is: 'unread'; readAgain: () => void };

/** Fills in who gets the balance back, as if it had been so from the start: closing loses nothing. */
export function useUndoing(
  form: UseFormReturn<ReassignValues, ReassignContext>,
  { balanceId, undoes }: { balanceId: string; undoes: string | null },
): Undoing | null {
  const { data, isError, refetch } = useQuery({
    ...undoQuery(balanceId, undoes ?? ''),
    enabled: undoes !== null,
  });
  const { reset, getValues } = form;
  useEffect(() => {
    if (data) reset({ ...getValues(), to: data.to, undo: data });
  }, [data, reset, getValues]);
  if (undoes === null) return null;
  if (isError) return { is: 'unread', readAgain: () => void refetch() };
  if (data === undefined) return { is: 'reading' };
  return data ? { is: 'ready', undo: data } : { is: 'impossible' };
}
