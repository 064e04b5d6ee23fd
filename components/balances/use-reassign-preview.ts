'use client';
import { useQuery } from '@tanstack/react-query';
import { DomainError, type Failure } from '@/lib/base/result';
import { reassignPreviewQuery, type ReassignPreviewDto } from '@/lib/features/balances/queries';

const SOONEST_MS = 1_000;

/** How long to wait before looking again at lineage that Core is still booking. */
function recheckInMs(preview: ReassignPreviewDto | undefined): number | false {
  const wait = preview?.impact?.recheckInMs;
  return wait === undefined || wait === null ? false : Math.max(SOONEST_MS, wait);
}

function failureIn(error: Error | null): Failure | null {
  if (!error) return null;
  if (error instanceof DomainError) return error.failure;
  return { code: 'unknown', message: 'What this change does could not be read. Try again.' };
}

/**
 * What giving a balance to an identity would mean, read anew for each identity, and again by itself
 * while lineage is being booked.
 */
export function useReassignPreview(
  balanceId: string,
  toIdentityId: string | null,
  { isSent }: { isSent: boolean },
) {
  const owner = useQuery(reassignPreviewQuery(balanceId, null));
  const change = useQuery({
    ...reassignPreviewQuery(balanceId, toIdentityId),
    enabled: toIdentityId !== null,
    // Once it is sent the slip says what comes of it; to ask what it would do is an error by then.
    refetchInterval: ({ state }) => !isSent && recheckInMs(state.data),
  });
  const asked = toIdentityId === null ? owner : change;
  const wait = recheckInMs(change.data);
  return {
    /** With the impact once an identity is chosen and it has been read. */
    preview: asked.data,
    /** What is known of the balance and its owner in any case. */
    known: change.data ?? owner.data,
    failure: failureIn(asked.error),
    isReading: asked.isFetching,
    recheckAtMs: wait === false ? null : change.dataUpdatedAt + wait,
    readAgain: () => {
      void owner.refetch();
      if (toIdentityId !== null) void change.refetch();
    },
  };
}
