import { dayIn, dayStart, formatInstant, nextDay } from '@/lib/base/time';
import type { BalanceFilters } from '@/lib/features/balances/search-params';

/** The part of the address that says when balances were created. */
export type CreatedRange = Pick<BalanceFilters, 'last' | 'since' | 'until'>;

export const NO_RANGE = {
  last: undefined,
  since: undefined,
  until: undefined,
} satisfies CreatedRange;

export const LAST_SPANS = ['1', '7', '30', '90', '365'] as const;

export const LAST_WORDS: Record<(typeof LAST_SPANS)[number], string> = {
  1: 'Last 24 hours',
  7: 'Last 7 days',
  30: 'Last 30 days',
  90: 'Last 90 days',
  365: 'Last year',
};

/** Days of the viewer, both included, as the two ends of an address: the same rows for everybody. */
export function rangeOfDays(days: { from?: string; to?: string }, zone: string): CreatedRange {
  return {
    ...(days.from && { since: dayStart(days.from, zone).toISOString() }),
    ...(days.to && { until: dayStart(nextDay(days.to), zone).toISOString() }),
  };
}

/** The days of a viewer that an address means, as far as its ends are whole days there. */
export function daysOfRange(range: CreatedRange, zone: string): { from?: string; to?: string } {
  return {
    ...(range.since && { from: dayIn(range.since, zone) }),
    ...(range.until && { to: lastDay(range.until, zone) }),
  };
}

const isDay = (text: string) => !text.includes('T');
const beginsDay = (iso: string, zone: string) =>
  dayStart(dayIn(iso, zone), zone).getTime() === Date.parse(iso);

function lastDay(until: string, zone: string): string {
  if (isDay(until)) return until;
  return dayIn(new Date(Date.parse(until) - 1).toISOString(), zone);
}

/** What the filter's chip shows: `Last 30 days`, `from 21 Nov 2026`, `until 30 Nov 2026`. */
export function rangeWords({ last, since, until }: CreatedRange, zone: string): string | null {
  if (last) return LAST_WORDS[last];
  const from = since && beginWords(since, zone);
  const to = until && endWords(until, zone);
  if (from && to) return from === to ? from : `${from} to ${to}`;
  if (from) return `from ${from}`;
  return to ? `until ${to}` : null;
}

const dayWords = (day: string) =>
  formatInstant(`${day}T00:00:00Z`, { zone: 'UTC', dateOnly: true });

function beginWords(since: string, zone: string): string {
  if (isDay(since)) return dayWords(since);
  return formatInstant(since, { zone, dateOnly: beginsDay(since, zone) });
}

function endWords(until: string, zone: string): string {
  if (isDay(until) || beginsDay(until, zone)) return dayWords(lastDay(until, zone));
  return formatInstant(until, { zone });
}
