import type { RoomAccess } from './access';

export const access: RoomAccess = {
  verbs: {
    getLedger: 'ledgers:read',
    getLedgerRights: 'ledgers:read',
    listLedgers: 'ledgers:read',
    searchLedgers: 'ledgers:read',
  },
  actions: { createLedgerAction: 'ledgers:create', renameLedgerAction: 'ledgers:rename' },
};
