import 'server-only';
import { normalizePathname } from '@better-auth/core/utils/url';
import { betterAuth, type BetterAuthPlugin } from 'better-auth';
import { drizzleAdapter } from 'better-auth/adapters/drizzle';
import { APIError } from 'better-auth/api';
import { nextCookies } from 'better-auth/next-js';
import { uuidv7 } from '@/lib/base/ids';
import { logError, newReference } from '@/lib/base/log';
import { db } from '@/lib/db/client';
import { account, person, session, verification } from '@/lib/db/schema/people';
import { env } from '@/lib/env';
import { demoSignIn } from './demo-plugin';
import { afterRequest, beforeRequest, beforeSession } from './hooks';
import { PASSWORD_MAX, PASSWORD_MIN } from './person-fields';
import { publicUrl, trustedOrigins } from './public-url';

export const AUTH_BASE_PATH = '/api/auth';

/** What answers under `/api/auth`. Everything else of better-auth is called on the server, or never. */
export const OPEN_PATHS: readonly string[] = ['/sign-in/email', '/sign-out', '/get-session'];

/** How long somebody stays signed in: a working day, counted from signing in and never prolonged. */
export const SESSION_SECONDS = 12 * 60 * 60;

/**
 * Lets only `OPEN_PATHS` through. A list of what is open and not better-auth's `disabledPaths`, which
 * compares whole paths: it can neither close `/callback/:id` nor what a later version adds.
 */
const onlyOpenPaths: BetterAuthPlugin = {
  id: 'only-open-paths',
  async onRequest(request) {
    if (OPEN_PATHS.includes(normalizePathname(request.url, AUTH_BASE_PATH))) return undefined;
    return { response: new Response('Not Found', { status: 404 }) };
  },
};

/** Over HTTP an unforeseen error is a reference: better-auth would print all of it, passwords' hashes too. */
function answerPlainly(error: unknown): void {
  if (error instanceof APIError) return;
  const reference = newReference();
  logError(error, { reference });
  throw new APIError('INTERNAL_SERVER_ERROR', { message: `Reference ${reference}.`, reference });
}

function create() {
  const url = publicUrl();
  return betterAuth({
    appName: 'Counterfoil',
    baseURL: url.origin,
    basePath: AUTH_BASE_PATH,
    secret: env().AUTH_SECRET,
    trustedOrigins: trustedOrigins(url),
    database: drizzleAdapter(db(), {
      provider: 'pg',
      schema: { user: person, session, account, verification },
    }),
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: PASSWORD_MIN,
      maxPasswordLength: PASSWORD_MAX,
    },
    user: {
      additionalFields: {
        role: { type: 'string', required: true, input: false },
        disabledAt: { type: 'date', required: false, input: false },
      },
    },
    // No cookie cache: whoever is disabled or signed out elsewhere is refused at the next request.
    session: { expiresIn: SESSION_SECONDS, disableSessionRefresh: true },
    // better-auth counts requests over HTTP only; `attempts.ts` counts on every way in.
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    onAPIError: { onError: answerPlainly },
    // Refused sign-ins are warnings there and events here. No `level`: better-auth would take one as
    // a wish to see every refusal as an error.
    logger: {
      log: (level, message, ...facts: unknown[]) => {
        if (level !== 'error') return;
        logError(facts.find((fact) => fact instanceof Error) ?? new Error(message));
      },
    },
    advanced: {
      // Said explicitly, because better-auth leaves both out when it finds itself in a test.
      disableOriginCheck: false,
      disableCSRFCheck: false,
      useSecureCookies: url.protocol === 'https:',
      // Browsers share cookies between the ports of one host; two installations there must not.
      cookiePrefix: url.port ? `counterfoil-${url.port}` : 'counterfoil',
      database: { generateId: () => uuidv7() },
      // Whole IPv6 addresses: better-auth would keep the network only, for limits that we do not use.
      ipAddress: { ipv6Subnet: 128 },
    },
    hooks: { before: beforeRequest, after: afterRequest },
    databaseHooks: { session: { create: { before: beforeSession } } },
    // `nextCookies` must be the last: it hands the cookies that the others set to Next.
    plugins: [onlyOpenPaths, demoSignIn(), nextCookies()],
  });
}

let instance: ReturnType<typeof create> | undefined;

/** better-auth on our database, made at the first call and never at build time. */
export function auth(): ReturnType<typeof create> {
  return (instance ??= create());
}
