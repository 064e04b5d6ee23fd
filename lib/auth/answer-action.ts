import 'server-only';
import { unstable_rethrow } from 'next/navigation';
import type { z } from 'zod';
import type { PersonActor } from '@/lib/base/actor';
import { type ActionResult, DomainError } from '@/lib/base/result';
import { failureOf } from './failure-of';
import { parseInput } from './parse-input';
import { assertPermission, type Permission } from './permissions';
import { recordingDenials } from './record-denials';
import { currentActor } from './session';

/**
 * Runs the work of a server action and turns whatever it throws into an answer. Next's own control
 * flow (redirects, not-found) passes through; an error that nobody foresaw becomes a reference and a
 * plain sentence, never its own text.
 */
export async function answerAction<T>(work: () => Promise<T>): Promise<ActionResult<T>> {
  try {
    return { ok: true, data: await work() };
  } catch (error) {
    unstable_rethrow(error);
    return { ok: false, error: failureOf(error) };
  }
}

/**
 * The person who calls an action.
 * @throws DomainError `forbidden` when the session has ended meanwhile; unlike a page, an action does
 * not redirect, so that what was typed stays on the screen.
 */
export async function actionActor(): Promise<PersonActor> {
  const actor = await currentActor();
  if (actor) return actor;
  throw new DomainError({
    code: 'forbidden',
    message: 'You are signed out. Sign in again in another tab, then repeat this.',
  });
}

/**
 * A server action around one verb: actor → permission → input → verb. The verb checks the permission
 * itself; here it is asked first, so that a forbidden person hears so and not that a field is empty,
 * and so that the attempt is recorded. `null` is for verbs that every signed-in person may call.
 */
export function actionForVerb<Schema extends z.ZodType, Output>(definition: {
  permission: Permission | null;
  input: Schema;
  verb: (actor: PersonActor, params: z.output<Schema>) => Promise<Output>;
  /** Once the verb has succeeded: `refresh`, to send the page's new state with the answer. */
  afterwards?: () => void;
}): (raw: z.input<Schema>) => Promise<ActionResult<Output>> {
  const { permission, input, verb, afterwards } = definition;
  return async (raw) =>
    answerAction(async () => {
      const actor = await actionActor();
      return recordingDenials(actor, async () => {
        if (permission) assertPermission(actor, permission);
        const output = await verb(actor, parseInput(input, raw));
        afterwards?.();
        return output;
      });
    });
}
