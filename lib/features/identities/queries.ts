import { queryOptions } from '@tanstack/react-query';
import { getJson } from '@/lib/base/get-json';
import { routes } from '@/lib/routes';
import type { DeletePreviewDto } from './preview-delete';
import type { RenamePreviewDto } from './describe-rename';
import type { TokenizePreviewDto } from './preview-tokenize';
import type { IdentityLine } from './identity-line';

export type { IdentityLine } from './identity-line';
export type { IdentityBalance, IdentityDetail } from './get-identity';
export type { IdentityForm } from './get-identity-form';
export type { RenamePreviewDto } from './describe-rename';
export type { DeletePreviewDto } from './preview-delete';
export type { TokenizePreviewDto } from './preview-tokenize';
export type { IdentityPage } from './list-identities';

/** What a picker offers for what was typed so far. */
export const identitySearchQuery = (q: string) =>
  queryOptions({
    queryKey: ['identities', 'search', q],
    queryFn: ({ signal }) => getJson<IdentityLine[]>(routes.api.searchIdentities(q), signal),
  });

/** What these names would do to fund lineage. */
export const renamePreviewQuery = (identityId: string, names: Record<string, string>) =>
  queryOptions({
    queryKey: ['identities', identityId, 'rename-preview', names],
    queryFn: ({ signal }) =>
      getJson<RenamePreviewDto>(routes.api.renamePreview(identityId, names), signal),
  });

/** What can be tokenized of an identity, and what tokenizing these fields would do. Never from memory. */
export const tokenizePreviewQuery = (identityId: string, fields: readonly string[]) =>
  queryOptions({
    queryKey: ['identities', identityId, 'tokenize-preview', fields],
    queryFn: ({ signal }) =>
      getJson<TokenizePreviewDto>(routes.api.tokenizePreview(identityId, fields), signal),
    staleTime: 0,
    gcTime: 0,
  });

/** Whether an identity can be deleted, and why not. Never from memory. */
export const deletePreviewQuery = (identityId: string) =>
  queryOptions({
    queryKey: ['identities', identityId, 'delete-preview'],
    queryFn: ({ signal }) =>
      getJson<DeletePreviewDto>(routes.api.deletePreview(identityId), signal),
    staleTime: 0,
    gcTime: 0,
  });
