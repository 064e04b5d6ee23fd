import type { RoomAccess } from './access';

export const access: RoomAccess = {
  verbs: { getTransaction: 'transactions:read' },
  actions: {},
};
