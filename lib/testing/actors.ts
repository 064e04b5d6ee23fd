import { type PersonActor, type Role } from '@/lib/base/actor';

/** A signed-in person of that role. */
export function person(role: Role, name = `Test ${role}`): PersonActor {
  return { kind: 'person', id: `person_${role}`, name, role, sessionId: `session_${role}` };
}
