import type { RoomAccess } from './access';

export const access: RoomAccess = {
  verbs: {
    exportAudit: 'audit:export',
    getAuditEvent: 'audit:read_own',
    listAudit: 'audit:read_own',
    listAuditActors: 'audit:read_own',
  },
  actions: {},
};
