import { insertPerson, passwordHashOf } from '@/lib/auth/new-person';
import type { PersonActor, Role } from '@/lib/base/actor';
import { uuidv7 } from '@/lib/base/ids';
import { db } from '@/lib/db/client';

/** What every person made by `somebody()` signs in with. */
export const TEST_PASSWORD = 'correct horse battery';
let hash: Promise<string> | undefined;

/** Writes a person who can sign in; answers them as an actor, with their address. */
export async function somebody(role: Role = 'support'): Promise<PersonActor & { email: string }> {
  const id = uuidv7();
  const email = `${id}@x.example`;
  const passwordHash = await (hash ??= passwordHashOf(TEST_PASSWORD));
  const name = `Test ${role}`;
  await db().transaction((tx) => insertPerson(tx, { id, name, email, role, passwordHash }));
  return { kind: 'person', id, name, role, sessionId: `session-of-${id}`, email };
}
