import 'server-only';
import { getIP } from '@better-auth/core/utils/ip';
import type { BetterAuthOptions } from 'better-auth';
import { APIError, createAuthMiddleware } from 'better-auth/api';
import { eq } from 'drizzle-orm';
import { db } from '@/lib/db/client';
import { person, session } from '@/lib/db/schema/people';
import { forgetAttempts, takeAttempt } from './attempts';
import { endSession } from './end-session';
import { personOf } from './person-of';
import { recordSignIn, recordSignInFailed } from './sign-in-events';

type Called = { body?: unknown; headers?: Headers; context: { options: BetterAuthOptions } };

const emailOf = (ctx: Called) => String((ctx.body as { email?: unknown } | undefined)?.email ?? '');
const ipOf = (ctx: Called) => (ctx.headers ? getIP(ctx.headers, ctx.context.options) : null);

/**
 * What happens before better-auth answers, however it was called: every try to sign in is counted,
 * and a sign-out is done and recorded in one transaction (better-auth's own says "signed out" even
 * when its database did not answer).
 */
export const beforeRequest = createAuthMiddleware(async (ctx) => {
  if (ctx.path === '/sign-in/email') {
    const email = emailOf(ctx);
    const answer = await takeAttempt(email);
    if (answer.allowed) return;
    if (answer.first) {
      await recordSignInFailed({ email, cause: 'too_many_attempts', ip: ipOf(ctx) });
    }
    throw new APIError('TOO_MANY_REQUESTS', {
      code: 'TOO_MANY_ATTEMPTS',
      message: 'Too many attempts for this address.',
      retryAt: answer.retryAt.toISOString(),
    });
  }
  if (ctx.path === '/sign-out') {
    const { name } = ctx.context.authCookies.sessionToken;
    const token = await ctx.getSignedCookie(name, ctx.context.secret);
    if (token) await endSession({ token });
  }
});

/**
 * Records every sign-in and every refused one. A session whose event could not be written is taken
 * back before its cookie leaves: nobody is signed in without a record.
 */
export const afterRequest = createAuthMiddleware(async (ctx) => {
  const made = ctx.context.newSession;
  if (made) {
    try {
      await recordSignIn({
        actor: personOf(made),
        method: ctx.path === '/sign-in/email' ? 'password' : 'demo',
        ip: made.session.ipAddress || null,
      });
    } catch (error) {
      await db().delete(session).where(eq(session.id, made.session.id));
      throw error;
    }
    await forgetAttempts(made.user.email);
    return;
  }
  if (ctx.path === '/sign-in/email' && ctx.context.returned instanceof APIError) {
    const email = emailOf(ctx);
    const { code } = ctx.context.returned.body ?? {};
    const cause = code === 'PERSON_DISABLED' ? 'disabled' : 'wrong_password';
    await recordSignInFailed({ email, cause, ip: ipOf(ctx) });
  }
});

/** Refuses a new session for a disabled person. Called once the password was found right. */
export async function beforeSession(created: { userId: string }): Promise<void> {
  const [row] = await db()
    .select({ disabledAt: person.disabledAt })
    .from(person)
    .where(eq(person.id, created.userId));
  if (row && row.disabledAt === null) return;
  throw new APIError('FORBIDDEN', {
    code: 'PERSON_DISABLED',
    message: 'This person is disabled.',
  });
}
