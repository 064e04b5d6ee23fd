import type { Column } from '@/components/data-table/column';
import type { Money as Amount } from '@/lib/base/money';
import { Money } from './money';

/** The amount of a movement in a table; rows of very old Cores have none. */
export function MovedAmount({ amount, signed }: { amount: Amount | null; signed?: boolean }) {
  if (amount) return <Money amount={amount} aligned signed={signed} wrap="phone" />;
  return (
    <span className="text-ink-3" title="Core did not keep the exact amount of this one">
      Not kept
    </span>
  );
}

/**
 * The columns with the one called `amount` as wide as its longest amount needs, which are never cut.
 * What is set on that column is the least.
 */
export function fitAmounts<Row extends { amount: Amount | null }>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
): Column<Row>[] {
  const longest = Math.max(0, ...rows.map(({ amount }) => amount?.minor.length ?? 0));
  return columns.map((column) =>
    column.id === 'amount'
      ? { ...column, width: Math.max(column.width ?? 0, longest * 9 + 36) }
      : column,
  );
}
