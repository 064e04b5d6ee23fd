import { queryOptions } from '@tanstack/react-query';
import { getJson } from '@/lib/base/get-json';
import { routes } from '@/lib/routes';
import type { IdentityLine } from './identity-line';

export type { IdentityLine } from './identity-line';
export type { IdentityBalance, IdentityDetail, PersonalField } from './get-identity';
export type { IdentityPage } from './list-identities';

/** What a picker offers for what was typed so far. */
export const identitySearchQuery = (q: string) =>
  queryOptions({
    queryKey: ['identities', 'search', q],
    queryFn: ({ signal }) => getJson<IdentityLine[]>(routes.api.searchIdentities(q), signal),
  });
