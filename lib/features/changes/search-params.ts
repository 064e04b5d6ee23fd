import { z } from 'zod';
import { CHANGE_KINDS, CHANGE_OUTCOMES } from '@/lib/base/change-kinds';

const word = z.string().trim().min(1).max(200).optional().catch(undefined);
const day = z.iso.date().optional().catch(undefined);
/** What can be asked for: an outcome, or that there is none yet. */
export const CHANGE_STATES = { open: 'No outcome yet', ...CHANGE_OUTCOMES } as const;

const keysOf = <T extends object>(of: T) => Object.keys(of) as (keyof T & string)[];

/**
 * The filters of the list of changes as they stand in its address. What cannot be read counts as not
 * given. `from` and `to` are days in the viewer's zone, both included.
 */
export const changeSearchParams = z.object({
  kind: z.enum(keysOf(CHANGE_KINDS)).optional().catch(undefined),
  state: z.enum(keysOf(CHANGE_STATES)).optional().catch(undefined),
  /** Id of a person. */
  actor: word,
  /** The id of a balance, identity, ledger or operation, or a stub's number. */
  q: word,
  from: day,
  to: day,
  older: word,
  newer: word,
  oldest: z.literal('1').optional().catch(undefined),
});
export type ChangeSearchParams = z.output<typeof changeSearchParams>;

/** How many filters are set; paging is none. */
export function countChangeFilters(params: ChangeSearchParams): number {
  const { kind, state, actor, q, from, to } = params;
  return [kind, state, actor, q, from ?? to].filter(Boolean).length;
}
