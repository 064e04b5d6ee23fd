import type { RoomAccess } from './access';

export const access: RoomAccess = {
  verbs: { seedDemoPeople: 'people:manage' },
  actions: {
    acceptInvitationAction: 'anyone',
    signInAction: 'anyone',
    signInDemoAction: 'anyone',
    signOutAction: 'anyone',
  },
};
