import 'server-only';
import type { BetterAuthPlugin } from 'better-auth';
import { APIError, createAuthEndpoint } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import { z } from 'zod';
import { ROLES } from '@/lib/base/actor';
import { DEMO_PEOPLE, reasonAgainstDemo } from './demo-people';

/**
 * `auth.api.signInDemo`: a session for the demo person of a role. The endpoint has no path, so it
 * cannot be reached over HTTP, and it refuses by itself wherever demo sign-ins do not belong.
 */
export function demoSignIn() {
  return {
    id: 'demo-sign-in',
    endpoints: {
      signInDemo: createAuthEndpoint(
        { method: 'POST', body: z.object({ role: z.enum(ROLES) }), requireHeaders: true },
        async (ctx) => {
          const reason = reasonAgainstDemo();
          if (reason !== null)
            throw new APIError('FORBIDDEN', { code: 'DEMO_CLOSED', message: reason });
          const demo = DEMO_PEOPLE.find((each) => each.role === ctx.body.role);
          const user = demo && (await ctx.context.internalAdapter.findUserById(demo.id));
          if (!user) {
            throw new APIError('NOT_FOUND', {
              code: 'DEMO_NOT_SEEDED',
              message: 'The demo people are not in the database yet. Start the sandbox again.',
            });
          }
          const session = await ctx.context.internalAdapter.createSession(user.id);
          await setSessionCookie(ctx, { session, user });
          return ctx.json({ personId: user.id });
        },
      ),
    },
  } satisfies BetterAuthPlugin;
}
