import 'server-only';
import { eq } from 'drizzle-orm';
import { recordEvent } from '@/lib/audit/record';
import { assertPermission } from '@/lib/auth/permissions';
import type { Actor } from '@/lib/base/actor';
import { DomainError } from '@/lib/base/result';
import { db } from '@/lib/db/client';
import { person, session } from '@/lib/db/schema/people';
import { keepAnAdmin } from './admins';
import { lockPerson } from './lock-person';
import type { PersonIdInput } from './schema';

/**
 * Shuts a person out at once: every session ends and signing in is refused until they are enabled
 * again. Nobody disables themselves, and the last admin stays. Permission: `people:manage`.
 * @throws DomainError `notFound`, `precondition`
 */
export async function disablePerson(
  actor: Actor,
  params: PersonIdInput,
): Promise<{ endedSessions: number }> {
  assertPermission(actor, 'people:manage');
  const { personId } = params;
  if (personId === actor.id) {
    throw new DomainError({
      code: 'precondition',
      message: 'You cannot disable yourself. Another admin can.',
    });
  }
  return db().transaction(async (tx) => {
    await keepAnAdmin(tx, { personId });
    const found = await lockPerson(tx, personId);
    const ended = await tx
      .delete(session)
      .where(eq(session.userId, personId))
      .returning({ id: session.id });
    if (found.disabledAt === null) {
      const now = new Date();
      await tx
        .update(person)
        .set({ disabledAt: now, updatedAt: now })
        .where(eq(person.id, personId));
      await recordEvent(tx, {
        kind: 'person.disabled',
        actor,
        subject: { type: 'person', id: personId },
      });
    }
    return { endedSessions: ended.length };
  });
}
