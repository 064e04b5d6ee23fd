import { queryOptions } from '@tanstack/react-query';
import { getJson } from '@/lib/base/get-json';
import { routes } from '@/lib/routes';
import type { BalanceLineageDto } from './get-balance-lineage';
import type { ReassignPreviewDto } from './preview-reassign';

export type { BalanceLineageDto } from './get-balance-lineage';
export type { ReassignPreviewDto } from './preview-reassign';

/** The lineage panel, read again. */
export const balanceLineageQuery = (balanceId: string) =>
  queryOptions({
    queryKey: ['balances', balanceId, 'lineage'],
    queryFn: ({ signal }) =>
      getJson<BalanceLineageDto>(routes.api.balanceLineage(balanceId), signal),
  });

/** What giving a balance to an identity would mean; `null` asks who owns it now. Never from memory. */
export const reassignPreviewQuery = (balanceId: string, toIdentityId: string | null) =>
  queryOptions({
    queryKey: ['balances', balanceId, 'reassign-preview', toIdentityId],
    queryFn: ({ signal }) =>
      getJson<ReassignPreviewDto>(
        routes.api.reassignPreview(balanceId, { to: toIdentityId ?? undefined }),
        signal,
      ),
    staleTime: 0,
    gcTime: 0,
  });
