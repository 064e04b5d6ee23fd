import type { RoomAccess } from './access';

export const access: RoomAccess = {
  verbs: {
    getIdentity: 'identities:read',
    listIdentities: 'identities:read',
    previewRename: 'identities:read',
    searchIdentities: 'identities:read',
  },
  actions: {
    createIdentityAction: 'identities:create',
    updateIdentityAction: 'identities:edit',
  },
};
