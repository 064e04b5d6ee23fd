'use client';
import { useRouter } from 'next/navigation';
import { startTransition } from 'react';
import { Button } from '@/components/ui/button';
import { AgainIcon, FailedState } from '@/components/ui/state-block';

type PageFailedProps = {
  /** What React gives an error boundary. The text itself stays on the server, under the digest. */
  error: Error & { digest?: string };
  reset: () => void;
};

/** Stands where a page would be when it could not be drawn for a reason that nobody foresaw. */
export function PageFailed({ error, reset }: PageFailedProps) {
  const router = useRouter();
  const again = () =>
    startTransition(() => {
      router.refresh();
      reset();
    });
  return (
    <FailedState
      title="This page could not be read"
      reference={error.digest}
      action={
        <Button size="small" icon={<AgainIcon />} onClick={again}>
          Try again
        </Button>
      }
    >
      Something went wrong on our side. Nothing was changed by looking.
    </FailedState>
  );
}
