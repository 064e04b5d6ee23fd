'use server';

import { redirect } from 'next/navigation';
import { answerAction } from '@/lib/auth/answer-action';
import { parseInput } from '@/lib/auth/parse-input';
import { safeNext } from '@/lib/auth/safe-next';
import type { ActionResult } from '@/lib/base/result';
import { routes } from '@/lib/routes';
import { acceptInvitation } from './accept-invitation';
import { acceptInvitationInput, demoSignInInput, signInInput } from './schema';
import { signIn, signInDemo, signOut } from './sign-in';

// These need nobody signed in. They answer only when they failed; else the browser is sent on.

export async function signInAction(raw: unknown): Promise<ActionResult<never>> {
  return answerAction(async () => {
    const input = parseInput(signInInput, raw);
    await signIn(input);
    redirect(safeNext(input.next));
  });
}

/** As `signInAction`, for a demo person of the sandbox. */
export async function signInDemoAction(raw: unknown): Promise<ActionResult<never>> {
  return answerAction(async () => {
    const input = parseInput(demoSignInInput, raw);
    await signInDemo(input);
    redirect(safeNext(input.next));
  });
}

/** Makes the person and signs them in with the password they chose. */
export async function acceptInvitationAction(raw: unknown): Promise<ActionResult<never>> {
  return answerAction(async () => {
    const input = parseInput(acceptInvitationInput, raw);
    const { email } = await acceptInvitation(input);
    await signIn({ email, password: input.password });
    redirect(routes.balances());
  });
}

export async function signOutAction(): Promise<void> {
  await signOut();
  redirect(routes.signIn());
}
