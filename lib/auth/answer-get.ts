import 'server-only';
import { unstable_rethrow } from 'next/navigation';
import { type PersonActor } from '@/lib/base/actor';
import { DomainError, type Failure, type FailureCode } from '@/lib/base/result';
import { failureOf } from './failure-of';
import { recordingDenials } from './record-denials';
import { currentActor } from './session';

/** What a GET under `/api` answers: the verb's data, or why there is none. */
export type GetAnswer<T> = { data: T } | { error: Failure };

const STATUS: Record<FailureCode, number> = {
  invalid: 400,
  forbidden: 403,
  notFound: 404,
  conflict: 409,
  stale: 409,
  precondition: 409,
  unknown: 502,
};

/**
 * Answers a route handler of `/api`: who asks → verb → JSON. A person who is signed out is told so
 * (401) instead of being sent to the sign-in page, because a script asks here, not a person.
 * @param work calls one verb. Pass `request.signal` on, so that the browser's abort reaches Core.
 */
export async function answerGet<T>(work: (actor: PersonActor) => Promise<T>): Promise<Response> {
  try {
    const actor = await currentActor();
    if (!actor) return answer(401, { error: SIGNED_OUT });
    return answer(200, { data: await recordingDenials(actor, () => work(actor)) });
  } catch (error) {
    unstable_rethrow(error);
    const failure = failureOf(error);
    const status = error instanceof DomainError ? STATUS[failure.code] : 500;
    return answer(status, { error: failure });
  }
}

const SIGNED_OUT: Failure = {
  code: 'forbidden',
  message: 'You are signed out, so nothing could be read. Sign in again in another tab and repeat.',
};

function answer(status: number, body: GetAnswer<unknown>): Response {
  // Money and people: no cache between here and the browser keeps a copy.
  return Response.json(body, { status, headers: { 'cache-control': 'no-store' } });
}
