import { z } from 'zod';
import { pageParams, searchParam } from '@/lib/base/search-param';

/** What the address of the identities list says; whatever is wrong in it falls back to "not set". */
export const identitySearchParams = z.object({
  /** A pasted identity id, or how a name begins. */
  q: searchParam(),
  type: searchParam(40),
  ...pageParams,
});
export type IdentitySearchParams = Partial<z.output<typeof identitySearchParams>>;
