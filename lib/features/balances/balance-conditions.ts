import 'server-only';
import { type BalanceCondition } from '@/lib/core/endpoints/balances';
import { GENERAL_LEDGER_ID } from '@/lib/core/schemas/balance';
import { searchOf, type BalanceFilters } from './search-params';

const DAY_MS = 86_400_000;

/** The screen's filters in Core's language. */
export type BalanceConditions = {
  conditions: BalanceCondition[];
  since?: string;
  until?: string;
};

/**
 * Turns the filters of the balances list into conditions that hold together.
 * @returns `null` when nothing can match: what was searched for has no shape that Core can look up.
 */
export function balanceConditions(filters: BalanceFilters): BalanceConditions | null {
  const search = searchOf(filters.q);
  if (search.kind === 'unknown') return null;
  const conditions: BalanceCondition[] = [];
  const equals = (field: BalanceCondition['field'], value: string) => {
    conditions.push({ field, operator: 'eq', value });
  };
  if (search.kind === 'balance') equals('balance_id', search.value);
  if (search.kind === 'indicator') equals('indicator', search.value);
  const identity = search.kind === 'identity' ? search.value : filters.identity;
  if (filters.none) conditions.push({ field: 'identity_id', operator: 'isnull' });
  else if (identity) equals('identity_id', identity);
  if (filters.currency) equals('currency', filters.currency);

  const ledger = search.kind === 'ledger' ? search.value : filters.ledger;
  if (ledger) equals('ledger_id', ledger);
  else if (filters.system) equals('ledger_id', GENERAL_LEDGER_ID);
  else if (search.kind !== 'balance' && search.kind !== 'indicator') {
    // Who pastes an id or an indicator means that one balance, wherever it is.
    conditions.push({ field: 'ledger_id', operator: 'ne', value: GENERAL_LEDGER_ID });
  }
  return { conditions, ...rangeOf(filters) };
}

function rangeOf({ last, since, until }: BalanceFilters): { since?: string; until?: string } {
  if (last) return { since: new Date(Date.now() - Number(last) * DAY_MS).toISOString() };
  return {
    since: since && new Date(since).toISOString(),
    until: until && endOf(until),
  };
}

/** A day given as the end is included, so the end is the next midnight of UTC. */
function endOf(until: string): string {
  const isDay = !until.includes('T');
  return new Date(Date.parse(until) + (isDay ? DAY_MS : 0)).toISOString();
}
