import 'server-only';
import { eq } from 'drizzle-orm';
import { personal } from '@/lib/audit/facts';
import { recordEvent } from '@/lib/audit/record';
import { insertPerson, passwordHashOf } from '@/lib/auth/new-person';
import { assertPermission } from '@/lib/auth/permissions';
import type { Actor } from '@/lib/base/actor';
import { uuidv7 } from '@/lib/base/ids';
import { DomainError } from '@/lib/base/result';
import { db } from '@/lib/db/client';
import { person } from '@/lib/db/schema/people';
import type { CreateAdminInput } from './schema';

/**
 * Makes an admin who can sign in at once: the first person of an installation, from its command
 * line. Everybody else is invited. Only for actors of kind `cli`.
 * @throws DomainError `forbidden` for anybody else, `invalid` (field `email`) if the address is taken.
 */
export async function createAdmin(actor: Actor, params: CreateAdminInput): Promise<{ id: string }> {
  assertPermission(actor, 'people:manage');
  if (actor.kind !== 'cli') {
    throw new DomainError({
      code: 'forbidden',
      message: 'People are invited here. Only the command line makes an admin.',
    });
  }
  const { email, name } = params;
  const passwordHash = await passwordHashOf(params.password);
  const id = uuidv7();
  await db().transaction(async (tx) => {
    const [taken] = await tx.select({ id: person.id }).from(person).where(eq(person.email, email));
    if (taken) {
      throw new DomainError({
        code: 'invalid',
        message: 'Somebody with this address is in the list already.',
        fields: { email: 'Somebody with this address is in the list already.' },
      });
    }
    await insertPerson(tx, { id, name, email, role: 'admin', passwordHash });
    await recordEvent(tx, {
      kind: 'person.created',
      actor,
      subject: { type: 'person', id },
      role: 'admin',
      name: personal(name),
      email: personal(email),
    });
  });
  return { id };
}
