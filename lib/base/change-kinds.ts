/** Every kind of change, with its name for people. */
export const CHANGE_KINDS = {
  'balance.reassign_identity': 'Reassign identity',
  'balance.carry_lineage': 'Carry lineage over',
  'balance.reassign_when_spent': 'Reassign later',
  'balance.move_to_new': 'Move to new',
  'balance.create': 'Create balance',
  'identity.create': 'Create identity',
  'identity.update': 'Edit identity',
  'identity.tokenize': 'Tokenize identity',
  'identity.delete': 'Delete identity',
  'ledger.create': 'Create ledger',
  'ledger.rename': 'Rename ledger',
} as const;
type ChangeKind = keyof typeof CHANGE_KINDS;

/** What a change came to; those without an outcome are still open. */
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
