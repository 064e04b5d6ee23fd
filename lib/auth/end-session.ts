import 'server-only';
import { eq } from 'drizzle-orm';
import { recordEvent } from '@/lib/audit/record';
import { db } from '@/lib/db/client';
import { person, session } from '@/lib/db/schema/people';

/**
 * Signs out the session of a cookie's token, and records it in the same transaction. A token that is
 * not (or no longer) a session is nothing to sign out of.
 */
export async function endSession(params: { token: string }): Promise<void> {
  await db().transaction(async (tx) => {
    const [ended] = await tx
      .delete(session)
      .where(eq(session.token, params.token))
      .returning({ id: session.id, personId: session.userId });
    if (!ended) return;
    const [owner] = await tx
      .select({ id: person.id, name: person.name, role: person.role })
      .from(person)
      .where(eq(person.id, ended.personId));
    if (!owner) return;
    await recordEvent(tx, {
      kind: 'sign_out',
      actor: { kind: 'person', ...owner, sessionId: ended.id },
      session_id: ended.id,
    });
  });
}
