import type { RoomAccess } from './access';

export const access: RoomAccess = { verbs: { holdToOneCore: 'settings:read' }, actions: {} };
