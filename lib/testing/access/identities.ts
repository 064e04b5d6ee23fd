import type { RoomAccess } from './access';

export const access: RoomAccess = {
  verbs: { previewRename: 'identities:read' },
  actions: {
    createIdentityAction: 'identities:create',
    updateIdentityAction: 'identities:edit',
  },
};
