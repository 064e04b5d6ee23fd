import 'server-only';
import { hashPassword } from 'better-auth/crypto';
import type { Role } from '@/lib/base/actor';
import { uuidv7 } from '@/lib/base/ids';
import type { Tx } from '@/lib/db/client';
import { account, person } from '@/lib/db/schema/people';

export type NewPerson = {
  id: string;
  name: string;
  email: string;
  role: Role;
  passwordHash: string;
};

/** better-auth's own hash (scrypt, tens of milliseconds), made before a transaction is opened. */
export async function passwordHashOf(password: string): Promise<string> {
  return hashPassword(password);
}

/**
 * Writes a person and their password as better-auth's sign-in expects them. Straight into the tables
 * and not through `auth.api.signUpEmail`, so that it shares a transaction with the event.
 */
export async function insertPerson(tx: Tx, made: NewPerson): Promise<void> {
  const { passwordHash, ...columns } = made;
  await tx.insert(person).values(columns);
  await tx.insert(account).values({
    id: uuidv7(),
    accountId: made.id,
    providerId: 'credential',
    userId: made.id,
    password: passwordHash,
  });
}
