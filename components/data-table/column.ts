import type { ReactNode } from 'react';

/** Where a cell goes when the row is drawn in two lines on a phone. */
export type PhoneSlot =
  /** First line, left: what the row is. */
  | 'title'
  /** First line, right: how much. */
  | 'amount'
  /** First line, behind the amount: its currency. */
  | 'unit'
  /** Second line, left: id, ledger. The last of them is cut first. */
  | 'meta'
  /** Second line, right: badge, time. */
  | 'aside';

/** One column. Functions and words only, so that a table can be drawn on the server. */
export type Column<Row> = {
  id: string;
  head: string;
  /** Hides the words of the head from sight, not from screen readers. */
  headHidden?: boolean;
  /** In pixels; columns without one share what is left. */
  width?: number;
  /** For a column without a width: what it keeps when the window is narrow, 180 unless said. */
  minWidth?: number;
  /** `decimal` puts the head over the whole units of amounts that are `aligned`. */
  align?: 'start' | 'end' | 'decimal';
  /** Secondary columns are quieter. */
  quiet?: boolean;
  cell: (row: Row) => ReactNode;
  /** Width of the bar that stands for it while it is read. */
  skeleton?: number;
  /** Tells how the list is sorted. Only where Core has an index. */
  sort?: 'ascending' | 'descending';
  /** Left out on narrower windows: below 1280 px (`xl`) or 1024 px (`lg`). */
  hideBelow?: 'lg' | 'xl';
  /** Left out on a phone when there is none. */
  phone?: PhoneSlot;
};

/** The column helper: fixes the row type once, so that `cell` knows it. */
export function defineColumns<Row>(columns: Column<Row>[]): Column<Row>[] {
  return columns;
}
