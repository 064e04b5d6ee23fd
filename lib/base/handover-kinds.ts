/** Kinds of change that give a balance to another identity and leave its id: giving it back undoes them. */
export const HANDOVER_KINDS: ReadonlySet<string> = new Set([
  'balance.reassign_identity',
  'balance.carry_lineage',
  'balance.reassign_when_spent',
]);
