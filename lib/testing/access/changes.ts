import type { RoomAccess } from './access';

export const access: RoomAccess = {
  verbs: {
    findMaker: 'changes:read',
    getChange: 'changes:read',
    listChangeActors: 'changes:read',
    listChanges: 'changes:read',
    listSubjectChanges: 'changes:read',
  },
  actions: {},
};
