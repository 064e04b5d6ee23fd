import type { RoomAccess } from './access';

export const access: RoomAccess = {
  verbs: {
    getSettings: 'settings:read',
    getShell: 'signed-in',
    learnCoreAgain: 'settings:read',
    recordCoreProof: 'settings:read',
  },
  actions: { learnCoreAgainAction: 'settings:read' },
};
