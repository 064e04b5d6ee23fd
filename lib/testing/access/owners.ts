import type { RoomAccess } from './access';

export const access: RoomAccess = {
  verbs: {
    countDrifts: 'changes:read',
    explainDrift: 'balances:reassign',
    findDrift: 'changes:read',
    getOwnerCheck: 'changes:read',
    getOwnership: 'balances:read',
    listDrifts: 'changes:read',
    requestOwnerCheck: 'changes:read',
  },
  actions: { explainDriftAction: 'balances:reassign', requestOwnerCheckAction: 'changes:read' },
};
