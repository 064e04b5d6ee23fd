import { queryOptions } from '@tanstack/react-query';
import { getJson } from '@/lib/base/get-json';
import { routes } from '@/lib/routes';
import type { LedgerLine } from './ledger-line';

export type { LedgerLine } from './ledger-line';
export type { LedgerBalance, LedgerDetail } from './get-ledger';
export type { LedgerPage } from './list-ledgers';

/** What a picker offers for what was typed so far. */
export const ledgerSearchQuery = (q: string) =>
  queryOptions({
    queryKey: ['ledgers', 'search', q],
    queryFn: ({ signal }) => getJson<LedgerLine[]>(routes.api.searchLedgers(q), signal),
  });
