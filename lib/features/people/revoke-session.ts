import 'server-only';
import { and, eq } from 'drizzle-orm';
import { recordEvent } from '@/lib/audit/record';
import type { Actor } from '@/lib/base/actor';
import { DomainError } from '@/lib/base/result';
import { db } from '@/lib/db/client';
import { session } from '@/lib/db/schema/people';
import type { RevokeSessionInput } from './schema';

/**
 * Ends one of a person's own sessions, wherever it is; that browser is signed out at its next click.
 * Every role may. Other people's sessions end by disabling the person.
 * @throws DomainError `forbidden` for actors who are not people, `notFound` if it has ended already
 * or belongs to somebody else (which are not told apart).
 */
export async function revokeSession(actor: Actor, params: RevokeSessionInput): Promise<void> {
  if (actor.kind !== 'person') {
    throw new DomainError({ code: 'forbidden', message: 'Only people have sessions.' });
  }
  await db().transaction(async (tx) => {
    const [ended] = await tx
      .delete(session)
      .where(and(eq(session.id, params.sessionId), eq(session.userId, actor.id)))
      .returning({ id: session.id });
    if (!ended) {
      throw new DomainError({
        code: 'notFound',
        message: 'This session has ended already. Read the list again.',
      });
    }
    await recordEvent(tx, {
      kind: 'session.revoked',
      actor,
      subject: { type: 'session', id: ended.id },
      person_id: actor.id,
    });
  });
}
