import type { Route } from 'next';
import { filtersOf, type AuditSearchParams } from '@/lib/features/audit/search-params';
import { routes } from '@/lib/routes';

/** The address of the log with other filters, from its newest page and with no entry open. */
export function filteredAddress(params: AuditSearchParams, change: AuditSearchParams): Route {
  return routes.audit({ ...filtersOf(params), ...change });
}

/** The address of the same page of the log with an entry beside it, or with none. */
export function entryAddress(params: AuditSearchParams, entry: string | undefined): Route {
  const { older, newer, end } = params;
  return routes.audit({ ...filtersOf(params), older, newer, end, entry });
}

/** The whole address of one entry, to be handed to somebody else: no filters of one's own. Browser only. */
export function entryLink(entryId: string): string {
  return new URL(routes.audit({ entry: entryId }), window.location.origin).href;
}
