import type { RoomAccess } from './access';

export const access: RoomAccess = {
  verbs: {
    cancelWaiting: 'balances:reassign',
    getBalance: 'balances:read',
    getBalanceRights: 'balances:read',
    getBalanceLineage: 'balances:read',
    getLineageTraits: 'balances:read',
    listBalances: 'balances:read',
    listCurrencies: 'balances:read',
    listBalanceTransactions: 'transactions:read',
    previewReassign: 'balances:read',
    previewUndo: 'balances:reassign',
    findUndo: 'changes:read',
    probeBalancesCount: 'balances:read',
  },
  actions: {
    createBalanceAction: 'balances:create',
    cancelWaitingAction: 'balances:reassign',
    moveToNewAction: 'balances:reassign',
    reassignWhenSpentAction: 'balances:reassign',
    carryLineageAction: 'balances:reassign',
    reassignIdentityAction: 'balances:reassign',
  },
};
