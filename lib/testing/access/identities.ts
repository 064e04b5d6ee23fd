import type { RoomAccess } from './access';

export const access: RoomAccess = {
  verbs: {
    getIdentity: 'identities:read',
    getIdentityForm: 'identities:edit',
    listIdentities: 'identities:read',
    previewDelete: 'identities:delete',
    previewTokenize: 'identities:tokenize',
    previewRename: 'identities:read',
    revealField: 'identities:reveal',
    searchIdentities: 'identities:read',
  },
  actions: {
    createIdentityAction: 'identities:create',
    deleteIdentityAction: 'identities:delete',
    revealFieldAction: 'identities:reveal',
    tokenizeIdentityAction: 'identities:tokenize',
    updateIdentityAction: 'identities:edit',
  },
};
