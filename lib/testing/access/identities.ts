import type { RoomAccess } from './access';

export const access: RoomAccess = {
  verbs: {
    getIdentity: 'identities:read',
    getIdentityForm: 'identities:edit',
    listIdentities: 'identities:read',
    previewDelete: 'identities:delete',
    previewRename: 'identities:read',
    revealField: 'identities:reveal',
    searchIdentities: 'identities:read',
  },
  actions: {
    createIdentityAction: 'identities:create',
    deleteIdentityAction: 'identities:delete',
    revealFieldAction: 'identities:reveal',
    updateIdentityAction: 'identities:edit',
  },
};
