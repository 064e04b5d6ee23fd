import type { ReassignPreviewDto } from '@/lib/features/balances/queries';

type Held = NonNullable<ReassignPreviewDto['from']>['balances'];

const NAMED = 4;

/** `4: 3 USD, 1 EUR`, `1: EUR`, `None yet`, `100+`. */
export function heldWords(held: Held): string {
  if (!held) return 'Could not be read';
  const { total, more, byCurrency } = held;
  if (total === 0) return 'None yet';
  if (more) return `${total}+`;
  if (total === 1) return `1: ${byCurrency[0]!.currency}`;
  const shown = byCurrency.slice(0, NAMED).map(({ currency, count }) => `${count} ${currency}`);
  const rest = byCurrency.length - NAMED;
  if (rest > 0) shown.push(rest === 1 ? '1 more currency' : `${rest} more currencies`);
  return `${total}: ${shown.join(', ')}`;
}
