'use client';
import { useQuery } from '@tanstack/react-query';
import { balancesCountQuery } from '@/lib/features/balances/queries';
import type { BalanceFilters } from '@/lib/features/balances/search-params';
import { countWords, type Counted } from './count-words';

type BalanceCountProps = Omit<Counted, 'moreThan'> & { filters: BalanceFilters };

/** Nobody pages so fast that this would matter, and one question for each set of filters is enough. */
const HOLDS_MS = 5 * 60_000;

/** How many there are, by one question after the rows are on the screen. */
export function BalanceCount({ filters, ...known }: BalanceCountProps) {
  const isAll = known.isNewest && known.isOldest;
  const { data } = useQuery({
    ...balancesCountQuery(filters),
    enabled: known.rows > 0 && !isAll,
    staleTime: HOLDS_MS,
  });
  return (
    <span role="status" className="whitespace-nowrap tabular-nums">
      {countWords({ ...known, moreThan: data?.moreThan })}
    </span>
  );
}
