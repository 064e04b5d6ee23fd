import type { RoomAccess } from './access';

export const access: RoomAccess = {
  verbs: {
    eraseTexts: 'audit:erase',
    exportAudit: 'audit:export',
    exportEvidence: 'audit:read',
    exportPack: 'audit:export',
    getLogSummary: 'audit:read_own',
    getVerifier: 'audit:read_own',
    getAuditEvent: 'audit:read_own',
    listAudit: 'audit:read_own',
    listAuditActors: 'audit:read_own',
    verifyLog: 'audit:read',
  },
  actions: { eraseTextsAction: 'audit:erase', verifyLogAction: 'audit:read' },
};
