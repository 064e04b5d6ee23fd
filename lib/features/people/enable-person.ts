import 'server-only';
import { eq } from 'drizzle-orm';
import { recordEvent } from '@/lib/audit/record';
import { assertPermission } from '@/lib/auth/permissions';
import type { Actor } from '@/lib/base/actor';
import { db } from '@/lib/db/client';
import { person } from '@/lib/db/schema/people';
import { lockPerson } from './lock-person';
import type { PersonIdInput } from './schema';

/**
 * Lets a disabled person sign in again, with the role and password they had. Enabling somebody who
 * is not disabled changes and records nothing. Permission: `people:manage`.
 * @throws DomainError `notFound`
 */
export async function enablePerson(actor: Actor, params: PersonIdInput): Promise<void> {
  assertPermission(actor, 'people:manage');
  const { personId } = params;
  await db().transaction(async (tx) => {
    const found = await lockPerson(tx, personId);
    if (found.disabledAt === null) return;
    await tx
      .update(person)
      .set({ disabledAt: null, updatedAt: new Date() })
      .where(eq(person.id, personId));
    await recordEvent(tx, {
      kind: 'person.enabled',
      actor,
      subject: { type: 'person', id: personId },
    });
  });
}
