'use client';
import { useQuery } from '@tanstack/react-query';
import { createContext, useContext, type ReactNode } from 'react';
import { Badge } from '@/components/ui/badge';
import { Skeleton } from '@/components/ui/skeleton';
import {
  lineageTraitsQuery,
  type LineageTrait,
  type LineageTraits,
} from '@/lib/features/balances/queries';

type Reading = { traits: LineageTraits | undefined; isOver: boolean };

const ReadingContext = createContext<Reading>({ traits: undefined, isOver: false });

type LineageReadingProps = {
  /** The balances of this page whose traits nobody has read yet. */
  balanceIds: readonly string[];
  /** When the rows were read. */
  readAt: string;
  children: ReactNode;
};

/**
 * Reads what Core's lists do not say, once for all rows below and after they are on the screen
 * (contract trap 2). What was read is remembered by the server for ever.
 */
export function LineageReading({ balanceIds, readAt, children }: LineageReadingProps) {
  const { data, isError, isSuccess } = useQuery(lineageTraitsQuery(balanceIds, readAt));
  return (
    <ReadingContext value={{ traits: data, isOver: isError || isSuccess }}>
      {children}
    </ReadingContext>
  );
}

type LineageCellProps = { balanceId: string; known: LineageTrait | null };

/** How a balance tracks lineage: a bar until it is known, never "None" by guess. */
export function LineageCell({ balanceId, known }: LineageCellProps) {
  const { traits, isOver } = useContext(ReadingContext);
  const trait = known ?? traits?.[balanceId];
  if (!trait && !isOver) return <Skeleton width={44} />;
  if (!trait) {
    return (
      <span
        data-detail=""
        className="text-ink-3"
        title="Whether this balance tracks lineage could not be read"
      >
        Not read
      </span>
    );
  }
  if (trait.tracked) return <Badge>{trait.strategy}</Badge>;
  return (
    <span data-detail="" className="text-ink-3">
      None
    </span>
  );
}
