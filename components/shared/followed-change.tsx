'use client';
import { useQuery } from '@tanstack/react-query';
import { useEffect, type ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { AgainIcon, FailedState } from '@/components/ui/state-block';
import { DomainError } from '@/lib/base/result';
import { changeQuery, type ChangeDto } from '@/lib/features/changes/queries';
import { LiveChangeSlip } from './live-change-slip';

export type { ChangeDto } from '@/lib/features/changes/queries';

type FollowedChangeProps = {
  operationId: string;
  /** The outcome is on the screen. */
  onOutcome: (change: ChangeDto) => void;
  /** Nobody has such a change: the request never arrived. */
  onMissing: () => void;
  actions?: (change: ChangeDto) => ReactNode;
};

/**
 * The slip of a change that was just asked for, in the place of its form: takes the focus, and reads
 * itself again while nobody knows the outcome.
 */
export function FollowedChange(props: FollowedChangeProps) {
  const { operationId, onOutcome, onMissing, actions } = props;
  const { data, error, isFetching, refetch } = useQuery(changeQuery(operationId));
  const isMissing = error instanceof DomainError && error.failure.code === 'notFound';

  useEffect(() => {
    if (isMissing) onMissing();
  }, [isMissing, onMissing]);

  if (data) return <LiveChangeSlip initial={data} takesFocus {...{ onOutcome, actions }} />;
  if (!error || isMissing) {
    return (
      <p role="status" className="py-6 text-ink-2">
        Reading what became of this change
      </p>
    );
  }
  return (
    <FailedState
      title="The outcome could not be read"
      reference={error instanceof DomainError ? error.failure.reference : undefined}
      action={
        <Button icon={<AgainIcon />} busy={isFetching} onClick={() => void refetch()}>
          Read again
        </Button>
      }
    >
      The change goes on without this window.
    </FailedState>
  );
}
