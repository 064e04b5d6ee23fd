import type { RoomAccess } from './access';

export const access: RoomAccess = {
  verbs: { getBalanceLineage: 'balances:read', previewReassign: 'balances:read' },
  actions: {
    createBalanceAction: 'balances:create',
    reassignIdentityAction: 'balances:reassign',
  },
};
