import type { RoomAccess } from './access';

export const access: RoomAccess = {
  verbs: {},
  actions: { createLedgerAction: 'ledgers:create', renameLedgerAction: 'ledgers:rename' },
};
