'use client';
import { useQuery } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useEffect, useTransition } from 'react';
import { announce } from '@/components/ui/announcer';
import { Band } from '@/components/ui/band';
import { Button } from '@/components/ui/button';
import { TextLink } from '@/components/ui/text-link';
import { changeQuery, type ChangeDto } from '@/lib/features/changes/queries';
import { routes } from '@/lib/routes';
import { slipNumber } from './slip';

type OpenChangeBandProps = {
  /** The change, as the server read it with the page. */
  initial: ChangeDto;
  /** Whom Core showed as the owner when the page was read. */
  shown: string;
};

/**
 * Stands on the page of what is being changed until the outcome is known: nobody has to send anything
 * again, and what the page shows may change by itself.
 */
export function OpenChangeBand({ initial, shown }: OpenChangeBandProps) {
  const router = useRouter();
  const [isReading, startTransition] = useTransition();
  const { data: change, refetch } = useQuery({
    ...changeQuery(initial.operationId),
    initialData: initial,
  });
  const { open, title, text, number, state } = change;
  const isWaiting = state === 'waiting';
  const isOver = open === null;
  useEffect(() => {
    if (!isOver) return;
    announce(`${title}. ${text}`);
    router.refresh();
  }, [isOver, title, text, router]);
  const readNow = () =>
    startTransition(async () => {
      await refetch();
      router.refresh();
    });
  return (
    <div className="px-gutter pt-3 max-sm:px-4">
      <Band
        tone="unknown"
        title={isOver || isWaiting ? title : 'We do not know yet if this change was made'}
        action={
          <Button size="small" busy={isReading} onClick={readNow}>
            {isReading ? 'Reading…' : 'Read now'}
          </Button>
        }
      >
        <bdi>{text}</bdi>{' '}
        {open && !isWaiting && (
          <>
            Core shows now: <bdi>{shown}</bdi>.{' '}
            {open.reservedUntil &&
              `It is reserved until ${open.reservedUntil.slice(11, 19)} UTC, so nobody can send a second change. `}
          </>
        )}
        <TextLink href={routes.change(change.operationId)}>Stub {slipNumber(number)}</TextLink>
      </Band>
    </div>
  );
}
