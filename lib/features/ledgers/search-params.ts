import { z } from 'zod';
import { pageParams, searchParam } from '@/lib/base/search-param';

/** What the address of the ledgers list says; whatever is wrong in it falls back to "not set". */
export const ledgerSearchParams = z.object({
  /** A pasted ledger id, or words of a name. */
  q: searchParam(),
  ...pageParams,
});
export type LedgerSearchParams = Partial<z.output<typeof ledgerSearchParams>>;
