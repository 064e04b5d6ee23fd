import 'server-only';
import { eq } from 'drizzle-orm';
import { recordEvent } from '@/lib/audit/record';
import { assertPermission } from '@/lib/auth/permissions';
import type { Actor, Role } from '@/lib/base/actor';
import { DomainError } from '@/lib/base/result';
import { db } from '@/lib/db/client';
import { person } from '@/lib/db/schema/people';
import { keepAnAdmin } from './admins';
import { lockPerson } from './lock-person';
import type { ChangeRoleInput } from './schema';

/**
 * Gives a person another role, in force at their next click. Nobody changes their own, and the last
 * admin keeps theirs. The same role again changes and records nothing. Permission: `people:manage`.
 * @throws DomainError `notFound`, `precondition`
 */
export async function changeRole(actor: Actor, params: ChangeRoleInput): Promise<{ role: Role }> {
  assertPermission(actor, 'people:manage');
  const { personId, role } = params;
  if (personId === actor.id) {
    throw new DomainError({
      code: 'precondition',
      message: 'Your own role has to be changed by another admin.',
    });
  }
  await db().transaction(async (tx) => {
    if (role !== 'admin') await keepAnAdmin(tx, { personId });
    const found = await lockPerson(tx, personId);
    if (found.role === role) return;
    await tx.update(person).set({ role, updatedAt: new Date() }).where(eq(person.id, personId));
    await recordEvent(tx, {
      kind: 'person.role_changed',
      actor,
      subject: { type: 'person', id: personId },
      before: { role: found.role },
      after: { role },
    });
  });
  return { role };
}
