/**
 * Where a page begins, in a list by `created_at` whose ties Core does not order (see `keyset.ts`).
 */
export type Cursor =
  /** All beyond `at`, and those at `at` that are not `shown`. */
  | { kind: 'from'; at: string; shown: readonly string[] }
  /** All strictly beyond `at`. */
  | { kind: 'beyond'; at: string }
  /** Rows at `at` only, by id: those beyond the id `after`, or from the start. */
  | { kind: 'tied'; at: string; after: string | null };

/** Where a page is and where it goes: from one end, or onward from a cursor. */
export type Place = { towards: 'older' | 'newer'; from: Cursor | null };

const MAX_SHOWN = 60;

/** A cursor as it stands in the address of a page. */
export function writeCursor(cursor: Cursor): string {
  switch (cursor.kind) {
    case 'from':
      return `from~${cursor.at}~${cursor.shown.join(',')}`;
    case 'beyond':
      return `beyond~${cursor.at}~`;
    case 'tied':
      return `tied~${cursor.at}~${cursor.after ?? ''}`;
  }
}

/** @returns `null` for anything that `writeCursor` has not written. */
export function readCursor(text: string | undefined): Cursor | null {
  const [, kind, at, rest] = /^(from|beyond|tied)~([^~]+)~(.*)$/.exec(text ?? '') ?? [];
  if (!at || rest === undefined || Number.isNaN(Date.parse(at))) return null;
  if (kind === 'beyond') return { kind, at };
  if (kind === 'tied') return { kind, at, after: rest || null };
  const shown = rest ? rest.split(',') : [];
  return shown.length <= MAX_SHOWN ? { kind: 'from', at, shown } : null;
}

/** The part of a list's address that says which page it is. At most one is set. */
export type PlaceParams = { older?: string; newer?: string; end?: 'oldest' };

/** What an address says, or the newest page for what it says wrongly. */
export function placeOf(params: PlaceParams): Place {
  const older = readCursor(params.older);
  if (older) return { towards: 'older', from: older };
  const newer = readCursor(params.newer);
  if (newer) return { towards: 'newer', from: newer };
  return params.end === 'oldest'
    ? { towards: 'newer', from: null }
    : { towards: 'older', from: null };
}

/** What each button of a pager puts into the address; `null` where there is nothing that way. */
export type PageLinks = {
  newest: PlaceParams | null;
  newer: PlaceParams | null;
  older: PlaceParams | null;
  oldest: PlaceParams | null;
};

/** The pager of a page that was read at `place`. */
export function linksOf(
  place: Place,
  page: { newer: Cursor | null; older: Cursor | null; bothWays: boolean },
): PageLinks {
  const isNewest = place.towards === 'older' && place.from === null;
  return {
    newest: isNewest ? null : {},
    newer: page.newer && { newer: writeCursor(page.newer) },
    older: page.older && { older: writeCursor(page.older) },
    oldest: page.older && page.bothWays ? { end: 'oldest' } : null,
  };
}
