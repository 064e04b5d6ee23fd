import 'server-only';
import { type Actor } from '@/lib/base/actor';
import { dayStart, nextDay } from '@/lib/base/time';
import { listOperations, type OperationFilter } from '@/lib/operations/list-operations';
import { type ChangeRowDto } from './change-dto';
import { type ChangeSearchParams } from './search-params';
import { toChangeRow } from './to-change';

export type ChangeListDto = {
  /** Those without an outcome yet, whichever page is shown; at most `MOST_OPEN`. */
  open: ChangeRowDto[];
  /** One page of those with an outcome, newest first. */
  rows: ChangeRowDto[];
  newer: string | null;
  older: string | null;
};

const PAGE = 50;
/** More than so many at once means that Core is away, and then the first ones tell enough. */
const MOST_OPEN = 50;

/**
 * The changes that match, those without an outcome on top until they have one.
 * @param params.zone the viewer's IANA zone, in which `from` and `to` are days.
 * Permission: `changes:read`.
 */
export async function listChanges(
  actor: Actor,
  params: ChangeSearchParams & { zone: string },
): Promise<ChangeListDto> {
  const filter = filterOf(params);
  const [open, page] = await Promise.all([
    // An outcome is asked for, so none of the others can match.
    params.state
      ? { rows: [] }
      : listOperations(actor, { ...filter, isOpen: true }, { limit: MOST_OPEN }),
    listOperations(
      actor,
      { ...filter, isOpen: false, states: params.state && [params.state] },
      {
        older: params.older,
        newer: params.newer,
        oldest: params.oldest === '1',
        limit: PAGE,
      },
    ),
  ]);
  return { ...page, open: open.rows.map(toChangeRow), rows: page.rows.map(toChangeRow) };
}

function filterOf(params: ChangeSearchParams & { zone: string }): OperationFilter {
  const { zone, from, to } = params;
  return {
    kinds: params.kind && [params.kind],
    actorId: params.actor,
    text: params.q,
    from: from === undefined ? undefined : dayStart(from, zone),
    to: to === undefined ? undefined : dayStart(nextDay(to), zone),
  };
}
