import type { RoomAccess } from './access';

export const access: RoomAccess = {
  verbs: {
    changeRole: 'people:manage',
    createAdmin: 'people:manage',
    disablePerson: 'people:manage',
    enablePerson: 'people:manage',
    invitePerson: 'people:manage',
    listOwnSessions: 'signed-in',
    listPeople: 'people:manage',
    revokeSession: 'signed-in',
    withdrawInvitation: 'people:manage',
  },
  actions: {
    changeRoleAction: 'people:manage',
    disablePersonAction: 'people:manage',
    enablePersonAction: 'people:manage',
    invitePersonAction: 'people:manage',
    revokeSessionAction: 'signed-in',
    withdrawInvitationAction: 'people:manage',
  },
};
