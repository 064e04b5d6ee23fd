/** Why a change ended that waited until tagged funds are spent, where other changes have no such reason. */
export type WaitReason =
  'called_off' | 'wait_expired' | 'wait_identity_gone' | 'wait_lineage_off' | 'wait_not_allowed';
