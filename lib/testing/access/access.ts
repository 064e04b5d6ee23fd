import type { Permission } from '@/lib/auth/permissions';

/**
 * Who may call something: whoever has the permission, every signed-in person, or anyone at all (what
 * stands before signing in).
 */
export type Access = Permission | 'signed-in' | 'anyone';

/**
 * What one room lets whom do, by the names of its exports. `verbs` are its exported functions whose
 * first parameter is `actor`; `actions` are all exports of its `actions.ts`. The file is named after
 * the room's folder in `lib/features`. `permission-matrix.db.test.ts` calls every one of them as every
 * role, and fails for what is missing here or too much.
 */
export type RoomAccess = { verbs: Record<string, Access>; actions: Record<string, Access> };
