import type { ChangeSide } from '@/lib/features/changes/queries';

/** A side of a change in one line; `null` when there is nothing to tell. */
export function sideWords(side: ChangeSide | null): string | null {
  if (!side) return null;
  if (side.of === 'text') return side.text;
  return side.identity ? (side.identity.name ?? side.identity.id) : 'Nobody';
}
