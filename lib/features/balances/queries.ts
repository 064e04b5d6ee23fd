import { queryOptions } from '@tanstack/react-query';
import { getJson } from '@/lib/base/get-json';
import { routes } from '@/lib/routes';
import type { UndoDto } from './undo';
import type { BalanceLineageDto } from './get-balance-lineage';
import type { LineageTraits } from './get-lineage-traits';
import type { ReassignPreviewDto } from './preview-reassign';
import type { BalancesCount } from './probe-balances-count';
import type { BalanceFilters } from './search-params';

export type { BalanceDetail } from './get-balance';
export type { BalanceRights } from './get-balance-rights';
export type { BalanceLineageDto, LineageProviderDto } from './get-balance-lineage';
export type { LineageTraits } from './get-lineage-traits';
export type { LineageTrait } from './lineage-trait';
export type { BalanceTransaction } from './list-balance-transactions';
export type { BalanceLine, BalancePage } from './list-balances';
export type { ReassignPreviewDto } from './preview-reassign';
export type { BalancesCount } from './probe-balances-count';

/** Whether there are more than 10,000; asked after the first paint. */
export const balancesCountQuery = (filters: BalanceFilters) =>
  queryOptions({
    queryKey: ['balances', 'count', filters],
    queryFn: ({ signal }) => getJson<BalancesCount>(routes.api.balancesCount(filters), signal),
  });

/**
 * Lineage and strategy of rows that have none yet; they can never change. `readAt` is when the rows were
 * read: those that could not be told then are asked for again with the next reading.
 */
export const lineageTraitsQuery = (balanceIds: readonly string[], readAt: string) =>
  queryOptions({
    queryKey: ['balances', 'traits', balanceIds, readAt],
    queryFn: ({ signal }) => getJson<LineageTraits>(routes.api.lineageTraits(balanceIds), signal),
    enabled: balanceIds.length > 0,
    staleTime: Infinity,
  });

/** The lineage panel, read again. */
export const balanceLineageQuery = (balanceId: string) =>
  queryOptions({
    queryKey: ['balances', balanceId, 'lineage'],
    queryFn: ({ signal }) =>
      getJson<BalanceLineageDto>(routes.api.balanceLineage(balanceId), signal),
  });

/** What giving a balance to an identity would mean; `null` asks who owns it now. Never from memory. */
export type { UndoDto } from './undo';

/** What undoing a change of this balance would begin with; `null` when it cannot be undone. */
export const undoQuery = (balanceId: string, operationId: string) =>
  queryOptions({
    queryKey: ['balances', balanceId, 'undo', operationId],
    queryFn: ({ signal }) =>
      getJson<UndoDto | null>(routes.api.undo(balanceId, operationId), signal),
    staleTime: 0,
    gcTime: 0,
  });

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
