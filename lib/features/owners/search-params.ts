import { z } from 'zod';
import { searchParam } from '@/lib/base/search-param';

/** What the address of an ownership history says: a day in the viewer's zone, or nothing. */
export const ownershipSearchParams = z.object({
  on: searchParam().transform((text) => {
    const parsed = z.iso.date().safeParse(text);
    return parsed.success ? parsed.data : undefined;
  }),
});
