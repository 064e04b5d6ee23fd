import { LoadingNote, Skeleton } from '@/components/ui/skeleton';
import { classes } from '@/components/ui/classes';
import type { Column } from './column';
import { DataTable } from './data-table';

/** Varies the bars a little and always in the same way, so that server and browser draw the same. */
const VARIATION = [1, 0.8, 1.06, 0.88, 0.64];

type SkeletonRow = { index: number };

type SkeletonTableProps<Row> = {
  label: string;
  columns: readonly Column<Row>[];
  /** As many as fit the screen. */
  count?: number;
  frame?: 'page' | 'plain';
};

/** A table whose rows are still being read: same columns, same heights. */
export function SkeletonTable<Row>({ label, columns, count = 12, frame }: SkeletonTableProps<Row>) {
  const rows = Array.from({ length: count }, (_, index) => ({ index }));
  const bars = columns.map((column): Column<SkeletonRow> => {
    const { cell: _, ...shape } = column;
    const width = column.skeleton ?? Math.min(120, Math.max(40, (column.width ?? 160) - 40));
    return {
      ...shape,
      cell: ({ index }) => (
        <Skeleton
          width={Math.round(width * VARIATION[(index + column.id.length) % VARIATION.length]!)}
          className={classes(column.align === 'decimal' && 'mr-[31px]')}
        />
      ),
    };
  });
  return (
    <div aria-busy="true">
      <LoadingNote what={label} />
      <DataTable
        label={label}
        columns={bars}
        rows={rows}
        rowKey={({ index }) => String(index)}
        frame={frame}
      />
    </div>
  );
}
