import type { RoomAccess } from './access';

export const access: RoomAccess = {
  verbs: {
    getChange: 'changes:read',
    listChangeActors: 'changes:read',
    listChanges: 'changes:read',
    listSubjectChanges: 'changes:read',
  },
  actions: {},
};
