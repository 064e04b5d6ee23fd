'use client';
import { useQuery } from '@tanstack/react-query';
import { type IdentityForm, renamePreviewQuery } from '@/lib/features/identities/queries';
import { LINEAGE_NAME_FIELDS } from '@/lib/features/identities/schema';
import { changesIn, type IdentityFormValues } from './identity-form-values';

/** Reads what the names in the form would do, as soon as one of them differs. */
export function useRenamePreview(values: IdentityFormValues, identity: IdentityForm) {
  const changes = changesIn(values, identity);
  const names = Object.fromEntries(
    LINEAGE_NAME_FIELDS.flatMap((field) => (changes[field] ? [[field, changes[field]]] : [])),
  );
  const isRename = Object.keys(names).length > 0;
  const reading = useQuery({
    ...renamePreviewQuery(identity.identityId, names),
    enabled: isRename,
    // What the last letter would have done stays readable until the next answer, but is not agreed to.
    placeholderData: (before) => before,
  });
  const isCurrent = !reading.isPlaceholderData && !reading.isError && !!reading.data;
  return {
    effect: isRename && !reading.isError ? reading.data : undefined,
    isWaiting: isRename && !isCurrent,
    isFailed: isRename && reading.isError,
    readAgain: () => void (isRename && reading.refetch()),
  };
}
