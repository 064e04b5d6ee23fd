import 'server-only';
import { eq } from 'drizzle-orm';
import { personal } from '@/lib/audit/facts';
import { recordEvent } from '@/lib/audit/record';
import { type Actor, type PersonActor } from '@/lib/base/actor';
import { db } from '@/lib/db/client';
import { person } from '@/lib/db/schema/people';

/** Who acts while nobody is signed in and the address belongs to nobody. */
const SIGN_IN_PAGE: Actor = { kind: 'system', id: 'sign-in', name: 'Sign-in page' };

/** Records that a person signed in. `method` says whether a password was asked for. */
export async function recordSignIn(params: {
  actor: PersonActor;
  method: 'password' | 'demo';
  ip: string | null;
}): Promise<void> {
  const { actor, method, ip } = params;
  await recordEvent(db(), {
    kind: 'sign_in',
    actor,
    method,
    session_id: actor.sessionId,
    ...(ip ? { ip: personal(ip) } : {}),
  });
}

/**
 * Records a refused sign-in, under the person whose address was given (there is no session, and they
 * need not be the one who typed). An address that belongs to nobody is not kept: what is typed into
 * that field by mistake is often a password.
 */
export async function recordSignInFailed(params: {
  email: string;
  cause: 'wrong_password' | 'disabled' | 'too_many_attempts';
  ip: string | null;
}): Promise<void> {
  const email = params.email.trim().toLowerCase();
  const [known] = await db()
    .select({ id: person.id, name: person.name, role: person.role })
    .from(person)
    .where(eq(person.email, email));
  await recordEvent(db(), {
    kind: 'sign_in_failed',
    actor: known ? { kind: 'person', ...known, sessionId: 'none' } : SIGN_IN_PAGE,
    cause: !known && params.cause === 'wrong_password' ? 'unknown_person' : params.cause,
    ...(known ? { email: personal(email) } : {}),
    ...(params.ip ? { ip: personal(params.ip) } : {}),
  });
}
