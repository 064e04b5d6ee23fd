import 'server-only';
import { type PersonActor, type Role, ROLES } from '@/lib/base/actor';

/**
 * The actor of a session as better-auth gives it.
 * @throws Error if the stored role is none of ours, which the database's check makes impossible.
 */
export function personOf(found: {
  user: { id: string; name: string; role?: unknown };
  session: { id: string };
}): PersonActor {
  const role = ROLES.find((known): known is Role => known === found.user.role);
  if (!role) throw new Error(`Unknown role of person ${found.user.id}`);
  const { id, name } = found.user;
  return { kind: 'person', id, name, role, sessionId: found.session.id };
}
