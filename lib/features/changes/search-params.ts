import { z } from 'zod';

/** Every kind of change, with its name for people. */
export const CHANGE_KINDS = {
  'balance.reassign_identity': 'Reassign identity',
  'balance.create': 'Create balance',
  'identity.create': 'Create identity',
  'identity.update': 'Edit identity',
  'ledger.create': 'Create ledger',
  'ledger.rename': 'Rename ledger',
} as const;
export type ChangeKind = keyof typeof CHANGE_KINDS;

/** What a change came to; those without an outcome stand on top of the list anyway. */
export const CHANGE_OUTCOMES = {
  succeeded: 'Succeeded',
  failed: 'Failed',
  conflict: 'Conflict',
  no_change: 'No change',
  cancelled: 'Cancelled',
  overwritten: 'Overwritten',
} as const;
export type ChangeOutcome = keyof typeof CHANGE_OUTCOMES;

/** A kind's name for people; a kind that is not known here is shown as it is. */
export function changeKindName(kind: string): string {
  return kind in CHANGE_KINDS ? CHANGE_KINDS[kind as ChangeKind] : kind;
}

const word = z.string().trim().min(1).max(200).optional().catch(undefined);
const day = z.iso.date().optional().catch(undefined);
const keysOf = <T extends object>(of: T) => Object.keys(of) as (keyof T & string)[];

/**
 * The filters of the list of changes as they stand in its address. What cannot be read counts as not
 * given. `from` and `to` are days in the viewer's zone, both included.
 */
export const changeSearchParams = z.object({
  kind: z.enum(keysOf(CHANGE_KINDS)).optional().catch(undefined),
  state: z.enum(keysOf(CHANGE_OUTCOMES)).optional().catch(undefined),
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
