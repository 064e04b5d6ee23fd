import 'server-only';
import { APIError } from 'better-auth/api';
import { headers } from 'next/headers';
import { auth } from '@/lib/auth/auth';
import { DomainError, type Failure } from '@/lib/base/result';
import type { DemoSignInInput, SignInInput } from './schema';

/**
 * Signs a person in with e-mail and password and sets the session's cookie. Needs nobody signed in.
 * @throws DomainError `forbidden` for a wrong pair, a disabled person or too many attempts; which of
 * address and password was wrong is not said.
 */
export async function signIn(params: SignInInput): Promise<void> {
  const { email, password } = params;
  await translated(async () =>
    auth().api.signInEmail({ body: { email, password }, headers: await headers() }),
  );
}

/**
 * Signs in the demo person of a role without a password.
 * @throws DomainError `forbidden` outside the sandbox, and where other machines can reach it.
 */
export async function signInDemo(params: DemoSignInInput): Promise<void> {
  const { role } = params;
  await translated(async () => auth().api.signInDemo({ body: { role }, headers: await headers() }));
}

/** Ends this browser's session and clears its cookie. */
export async function signOut(): Promise<void> {
  await auth().api.signOut({ headers: await headers() });
}

async function translated(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof APIError)) throw error;
    const failure = failureOf(error.body ?? {});
    if (!failure) throw error;
    throw new DomainError(failure, { cause: error });
  }
}

function failureOf(body: Record<string, unknown>): Failure | null {
  switch (body.code) {
    case 'INVALID_EMAIL_OR_PASSWORD':
    case 'INVALID_EMAIL':
    case 'PASSWORD_TOO_LONG':
      return {
        code: 'forbidden',
        message: 'This e-mail and password do not belong together.',
      };
    case 'PERSON_DISABLED':
      return {
        code: 'forbidden',
        message: 'An admin has disabled your access. Ask them to enable it again.',
      };
    case 'TOO_MANY_ATTEMPTS':
      return {
        code: 'forbidden',
        message: `There were too many attempts for this address. Try again after ${clock(String(body.retryAt))} UTC.`,
      };
    case 'DEMO_CLOSED':
    case 'DEMO_NOT_SEEDED':
      return { code: 'forbidden', message: String(body.message) };
    default:
      return null;
  }
}

/** Rounded up to the minute, so that the time said is never too early. */
function clock(iso: string): string {
  const minute = Math.ceil(new Date(iso).getTime() / 60_000) * 60_000;
  return new Date(minute).toISOString().slice(11, 16);
}
