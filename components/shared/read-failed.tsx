'use client';
import { useRouter } from 'next/navigation';
import { useTransition } from 'react';
import { Button } from '@/components/ui/button';
import { AgainIcon, FailedState } from '@/components/ui/state-block';
import type { Failure } from '@/lib/base/result';

type ReadFailedProps = {
  /** From `readForPage`. */
  failure: Failure;
  /** What could not be read, as a heading: "The ledgers could not be read". */
  title: string;
};

/** Stands where a list or a thing would stand that could not be read, with a way to look again. */
export function ReadFailed({ failure, title }: ReadFailedProps) {
  const router = useRouter();
  const [busy, start] = useTransition();
  return (
    <FailedState
      title={title}
      reference={failure.reference}
      action={
        <Button
          size="small"
          icon={<AgainIcon />}
          busy={busy}
          onClick={() => start(() => router.refresh())}
        >
          {busy ? 'Looking…' : 'Try again'}
        </Button>
      }
    >
      {failure.message}
    </FailedState>
  );
}
