import { z } from 'zod';
import { pageParams, searchParam, searchWord } from '@/lib/base/search-param';

const MOMENT = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2}))?$/;

/** `2026-11-21` (a day of UTC) or an instant with its zone. A day that does not exist is not there. */
const moment = searchParam(40).transform((value) => {
  if (value === undefined || !MOMENT.test(value)) return undefined;
  const day = new Date(value.slice(0, 10));
  const isReal = !Number.isNaN(day.getTime()) && day.toISOString().startsWith(value.slice(0, 10));
  return isReal && !Number.isNaN(Date.parse(value)) ? value : undefined;
});

/**
 * What the address of the balances list says. Parsed by the page and the GET handler, written by the
 * toolbar and the pager; whatever is wrong in it falls back to "not set".
 */
export const balanceSearchParams = z.object({
  /** A pasted balance, identity or ledger id, or an `@indicator`. */
  q: searchParam(),
  ledger: searchParam(),
  currency: searchParam(40),
  identity: searchParam(),
  /** Only balances of nobody. Wins over `identity`. */
  none: searchWord('1'),
  /** Created within so many days before now. Wins over `since` and `until`. */
  last: searchWord('1', '7', '30', '90', '365'),
  /** Created from this moment on, and before `until`; a day given as `until` is included. */
  since: moment,
  until: moment,
  /** Only the general ledger: system, aggregate and shadow balances. Otherwise all but these. */
  system: searchWord('1'),
  ...pageParams,
});
export type BalanceSearchParams = Partial<z.output<typeof balanceSearchParams>>;

/** What narrows the list down, without the page one is on. */
export type BalanceFilters = Omit<BalanceSearchParams, 'older' | 'newer' | 'end'>;

/** The filters alone: a change of filter begins at the newest page again. */
export function filtersOf({ older: _o, newer: _n, end: _e, ...filters }: BalanceSearchParams) {
  return filters satisfies BalanceFilters;
}

/** How many filters are set. A range is one, whatever it has of beginning and end. */
export function filterCount({ since, until, none, identity, ...rest }: BalanceFilters): number {
  const ranges = [rest.last ?? since ?? until, none ?? identity];
  const values = [rest.q, rest.ledger, rest.currency, ...ranges];
  return values.filter((value) => value !== undefined).length;
}

export type BalanceSearch =
  | { kind: 'none' }
  | { kind: 'balance' | 'identity' | 'ledger' | 'indicator'; value: string }
  /** Not of a shape that Core can look up by an index. */
  | { kind: 'unknown'; value: string };

/** What was pasted, told by its shape. */
export function searchOf(q: string | undefined): BalanceSearch {
  if (q === undefined) return { kind: 'none' };
  if (q.startsWith('bln_')) return { kind: 'balance', value: q };
  if (q.startsWith('idt_')) return { kind: 'identity', value: q };
  if (q.startsWith('ldg_') || q === 'general_ledger_id') return { kind: 'ledger', value: q };
  if (q.startsWith('@') && q.length > 1) return { kind: 'indicator', value: q };
  return { kind: 'unknown', value: q };
}
