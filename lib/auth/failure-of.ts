import 'server-only';
import { logError, newReference } from '@/lib/base/log';
import { DomainError, type Failure } from '@/lib/base/result';

/** What a person is told about an error. Unforeseen ones are logged under the given reference. */
export function failureOf(error: unknown): Failure {
  if (error instanceof DomainError) return error.failure;
  const reference = newReference();
  logError(error, { reference });
  return {
    code: 'unknown',
    message: `Something went wrong on our side, and we do not know how far this got. Look before you try again. Reference ${reference}.`,
    reference,
  };
}
