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
  /** Whether there are more of those. */
  isOpenCut: boolean;
  /** One page of those with an outcome, newest first. */
  rows: ChangeRowDto[];
  newer: string | null;
  older: string | null;
};

const PAGE = 50;
/** More than so many at once stand on a list of their own. */
const MOST_OPEN = 50;

/**
 * The changes that match, those without an outcome on top until they have one. Where only these are asked for,
 * they are what is paged.
 * @param params.zone the viewer's IANA zone, in which `from` and `to` are days.
 * Permission: `changes:read`.
 */
export async function listChanges(
  actor: Actor,
  params: ChangeSearchParams & { zone: string },
): Promise<ChangeListDto> {
  const { state, older, newer, oldest } = params;
  const filter = filterOf(params);
  const page = { older, newer, oldest: oldest === '1', limit: PAGE };
  if (state === 'open') {
    const { rows, ...rest } = await listOperations(actor, { ...filter, isOpen: true }, page);
    return { ...rest, open: rows.map(toChangeRow), isOpenCut: false, rows: [] };
  }
  const [open, { rows, ...rest }] = await Promise.all([
    // An outcome is asked for, so none of the others can match.
    state ? null : listOperations(actor, { ...filter, isOpen: true }, { limit: MOST_OPEN }),
    listOperations(actor, { ...filter, isOpen: false, states: state && [state] }, page),
  ]);
  return {
    ...rest,
    open: open?.rows.map(toChangeRow) ?? [],
    isOpenCut: Boolean(open?.older),
    rows: rows.map(toChangeRow),
  };
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
