import 'server-only';
import { and, asc, eq, isNull } from 'drizzle-orm';
import { DomainError } from '@/lib/base/result';
import type { Tx } from '@/lib/db/client';
import { person } from '@/lib/db/schema/people';

/**
 * Locks every enabled admin until the transaction ends, so that two admins who remove each other at
 * the same moment are judged one after the other, and refuses to take the last one away.
 * @throws DomainError `precondition` if nobody could manage people afterwards.
 */
export async function keepAnAdmin(tx: Tx, without: { personId: string }): Promise<void> {
  const admins = await tx
    .select({ id: person.id })
    .from(person)
    .where(and(eq(person.role, 'admin'), isNull(person.disabledAt)))
    .orderBy(asc(person.id))
    .for('update');
  if (admins.some((admin) => admin.id !== without.personId)) return;
  throw new DomainError({
    code: 'precondition',
    message: 'This is the last admin who can sign in. Make somebody else an admin first.',
  });
}
