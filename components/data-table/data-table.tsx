import { ArrowDown, ArrowUp } from 'lucide-react';
import type { Route } from 'next';
import { Fragment, type CSSProperties, type ReactNode } from 'react';
import { AppLink } from '@/components/ui/app-link';
import { classes } from '@/components/ui/classes';
import type { Column } from './column';
import styles from './data-table.module.css';
import { RowKeys } from './row-keys';

type DataTableProps<Row> = {
  /** What the table lists; read out, not drawn. */
  label: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** Where Enter and a click lead. The cell of the first column holds the link. */
  rowHref?: (row: Row) => Route;
  /** The name of that link where the cell's own words would not tell rows apart. Begin with them. */
  rowLabel?: (row: Row) => string;
  /** What `y` copies. */
  rowCopy?: (row: Row) => string;
  /** The actions of a row: a `RowMenu`. */
  rowMenu?: (row: Row) => ReactNode;
  rowSelected?: (row: Row) => boolean;
  /** Puts a heading above the first row of each group; rows come in the order of their groups. */
  rowGroup?: (row: Row) => string;
  /** `page` reaches the edges of the page, `plain` stands inside a section. */
  frame?: 'page' | 'plain';
  /** A last row with totals: one cell for each column. */
  sum?: ReactNode;
  /** Instead of rows: one of the states, or `SkeletonRows`. */
  children?: ReactNode;
};

/**
 * A table of rows that the server has read. It has no state of its own: what is shown, and in which
 * order, is decided by the address, so the same rows can be drawn on the server and again in the
 * browser. Keys: arrows or `j` `k` move, Enter opens, `y` copies, `[` and `]` turn pages.
 */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { label, columns, rows, rowKey, rowGroup, rowMenu, frame = 'page', sum, children } = props;
  return (
    <RowKeys sideways={frame === 'plain' ? { label, hasLinks: !!props.rowHref } : undefined}>
      <table
        role="table"
        style={minimumWidths(columns, !!rowMenu)}
        aria-label={label}
        className={classes(
          styles.table,
          frame === 'page' ? styles.gutter : styles.plain,
          columns.some((column) => column.phone) && styles.phone,
        )}
      >
        <TableHead columns={columns} menu={!!rowMenu} />
        <tbody role="rowgroup">
          {rows.map((row, index) => {
            const group = rowGroup?.(row);
            const before = index > 0 ? rowGroup?.(rows[index - 1]!) : undefined;
            return (
              <Fragment key={rowKey(row)}>
                {group !== undefined && group !== before && (
                  <GroupRow columns={columns} menu={!!rowMenu}>
                    {group}
                  </GroupRow>
                )}
                <TableRow {...props} row={row} />
              </Fragment>
            );
          })}
          {sum && (
            <tr role="row" className={styles.sum}>
              {sum}
            </tr>
          )}
        </tbody>
      </table>
      {children}
    </RowKeys>
  );
}

type GroupRowProps<Row> = { columns: readonly Column<Row>[]; menu: boolean; children: ReactNode };

/**
 * The heading of a group. It spans what is always shown; what is left out on narrow windows has an empty
 * cell, because a span over columns that are not there would make new ones.
 */
function GroupRow<Row>({ columns, menu, children }: GroupRowProps<Row>) {
  const leavable = columns.filter(({ hideBelow }) => hideBelow);
  return (
    <tr role="row" className={styles.group}>
      <td role="cell" colSpan={columns.length - leavable.length + (menu ? 1 : 0)}>
        {children}
      </td>
      {leavable.map(({ id, hideBelow }) => (
        <td key={id} aria-hidden="true" className={classes(styles.rest, hideClass(hideBelow))} />
      ))}
    </tr>
  );
}

const FLEXIBLE_MIN = 180;
const MENU_WIDTH = 52;

/** What the columns need that are shown at each width of the window. */
function minimumWidths<Row>(columns: readonly Column<Row>[], menu: boolean): CSSProperties {
  const sum = (shown: readonly Column<Row>[]) =>
    shown.reduce(
      (total, { width, minWidth = FLEXIBLE_MIN }) => total + (width ?? minWidth),
      menu ? MENU_WIDTH : 0,
    );
  const underXl = columns.filter(({ hideBelow }) => hideBelow !== 'xl');
  const underLg = underXl.filter(({ hideBelow }) => hideBelow !== 'lg');
  return {
    '--min-width': `${sum(columns)}px`,
    '--min-width-xl': `${sum(underXl)}px`,
    '--min-width-lg': `${sum(underLg)}px`,
  } as CSSProperties;
}

function alignClass(align: Column<unknown>['align']): string | false {
  return align === 'decimal' ? styles.decimal! : align === 'end' && styles.end!;
}

function hideClass(hideBelow: Column<unknown>['hideBelow']): string | false {
  return hideBelow === 'xl' ? styles.belowXl! : hideBelow === 'lg' && styles.belowLg!;
}

function TableHead<Row>({ columns, menu }: { columns: readonly Column<Row>[]; menu: boolean }) {
  return (
    <thead role="rowgroup">
      <tr role="row">
        {columns.map(({ id, head, headHidden, width, align, sort, hideBelow }) => (
          <th
            key={id}
            role="columnheader"
            scope="col"
            style={width ? { width } : undefined}
            aria-sort={sort}
            className={classes(alignClass(align), hideClass(hideBelow))}
          >
            <span className={headHidden ? 'sr-only' : undefined}>{head}</span>
            {sort === 'descending' && (
              <ArrowDown size={12} className="ml-0.5 inline! align-[-2px]" />
            )}
            {sort === 'ascending' && <ArrowUp size={12} className="ml-0.5 inline! align-[-2px]" />}
          </th>
        ))}
        {menu && (
          <th role="columnheader" scope="col" style={{ width: MENU_WIDTH }}>
            <span className="sr-only">Actions</span>
          </th>
        )}
      </tr>
    </thead>
  );
}

function TableRow<Row>(props: DataTableProps<Row> & { row: Row }) {
  const { row, columns, rowHref, rowLabel, rowCopy, rowMenu, rowSelected } = props;
  const href = rowHref?.(row);
  return (
    <tr
      role="row"
      data-row=""
      data-href={href}
      data-copy={rowCopy?.(row)}
      data-selected={rowSelected?.(row) ? '' : undefined}
      className={styles.row}
    >
      {columns.map((column, index) => (
        <td
          key={column.id}
          role="cell"
          className={classes(
            alignClass(column.align),
            hideClass(column.hideBelow),
            column.quiet && styles.quiet,
            column.phone && styles[column.phone],
          )}
        >
          {href && index === 0 ? (
            <AppLink
              href={href}
              data-row-link=""
              aria-label={rowLabel?.(row)}
              className="block truncate"
            >
              {column.cell(row)}
            </AppLink>
          ) : (
            column.cell(row)
          )}
        </td>
      ))}
      {rowMenu && (
        <td role="cell" className={styles.actions}>
          {rowMenu(row)}
        </td>
      )}
    </tr>
  );
}
