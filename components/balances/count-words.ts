/** What the footer of the list knows about how many there are. */
export type Counted = {
  /** Rows on this page. */
  rows: number;
  isNewest: boolean;
  isOldest: boolean;
  /** `undefined` while nobody knows; `null`: no more than `limit`; else more than that. */
  moreThan: number | null | undefined;
};

/** As far as the one question for more looks. */
const LIMIT = 10_000;

const number = (value: number) => value.toLocaleString('en');

/** `1–50 of 10,000+`. Core is never asked to count, so no more is claimed than was seen. */
export function countWords({ rows, isNewest, isOldest, moreThan }: Counted): string {
  if (rows === 0) return '';
  if (isNewest && isOldest) return rows === 1 ? '1 of 1' : `1–${rows} of ${rows}`;
  const here = isNewest ? `1–${rows}` : isOldest ? `The oldest ${rows}` : `${rows}`;
  if (moreThan === undefined) return isNewest ? here : `${here} balances`;
  return moreThan === null
    ? `${here} of up to ${number(LIMIT)}`
    : `${here} of ${number(moreThan)}+`;
}
