import 'server-only';
import { personal } from '@/lib/audit/facts';
import { recordEvent } from '@/lib/audit/record';
import { DEMO_PEOPLE } from '@/lib/auth/demo-people';
import { assertPermission } from '@/lib/auth/permissions';
import type { Actor } from '@/lib/base/actor';
import { DomainError } from '@/lib/base/result';
import { db } from '@/lib/db/client';
import { person } from '@/lib/db/schema/people';
import { env } from '@/lib/env';

/**
 * Writes the demo people, one per role and without a password, where they are missing. Existing ones
 * are left as they are, so that what was changed in the sandbox stays changed.
 * @throws DomainError `precondition` outside the sandbox: they must never exist there.
 */
export async function seedDemoPeople(actor: Actor): Promise<void> {
  assertPermission(actor, 'people:manage');
  if (env().COUNTERFOIL_MODE !== 'sandbox') {
    throw new DomainError({
      code: 'precondition',
      message: 'Demo people exist in the sandbox only.',
    });
  }
  await db().transaction(async (tx) => {
    const created = await tx
      .insert(person)
      .values([...DEMO_PEOPLE])
      .onConflictDoNothing()
      .returning();
    for (const { id, role, name, email } of created) {
      await recordEvent(tx, {
        kind: 'person.created',
        actor,
        subject: { type: 'person', id },
        role,
        name: personal(name),
        email: personal(email),
      });
    }
  });
}
