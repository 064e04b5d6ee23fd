'use server';

import { redirect } from 'next/navigation';
import { answerAction, parseInput } from '@/lib/auth/answer-action';
import { safeNext } from '@/lib/auth/safe-next';
import type { ActionResult } from '@/lib/base/result';
import { routes } from '@/lib/routes';
import { demoSignInInput, signInInput } from './schema';
import { signIn, signInDemo, signOut } from './sign-in';

/** Answers only when it failed; else the browser is sent to `next`. */
export async function signInAction(raw: unknown): Promise<ActionResult<never>> {
  return answerAction(async () => {
    const input = parseInput(signInInput, raw);
    await signIn(input);
    redirect(safeNext(input.next));
  });
}

/** As `signInAction`, for a demo person of the sandbox. */
export async function demoSignInAction(raw: unknown): Promise<ActionResult<never>> {
  return answerAction(async () => {
    const input = parseInput(demoSignInInput, raw);
    await signInDemo(input);
    redirect(safeNext(input.next));
  });
}

export async function signOutAction(): Promise<ActionResult<never>> {
  return answerAction(async () => {
    await signOut();
    redirect(routes.signIn());
  });
}
