import 'server-only';
import { unreachable } from '@/lib/base/assert';
import { DomainError, type Failure } from '@/lib/base/result';
import { CoreError } from './errors';

/**
 * What a person is told when a read failed: what happened, what is true now, what to do. `what` is
 * the thing that was asked for, in the middle of a sentence: `this balance`, `the balances`.
 */
export function failureOfRead(error: CoreError, what: string): Failure {
  const again = 'Nothing was changed. Try again.';
  switch (error.code) {
    case 'not_found':
      return { code: 'notFound', message: `Core does not know ${what}.` };
    case 'unauthorized':
      return {
        code: 'forbidden',
        message: `Core refuses our key, so ${what} could not be read. An operator can check CORE_KEY.`,
      };
    case 'forbidden':
      return {
        code: 'forbidden',
        message: `Our key for Core may not read ${what}. An operator can give it that scope.`,
      };
    case 'unreachable':
      return said(`Core cannot be reached, so ${what} could not be read. ${again}`, error);
    case 'timeout':
      return said(`Core took too long to answer, so ${what} could not be read. ${again}`, error);
    case 'unavailable':
      return said(
        `Core cannot answer at the moment, so ${what} could not be read. ${again}`,
        error,
      );
    case 'aborted':
    case 'interrupted':
      return said(`The connection to Core broke, so ${what} could not be read. ${again}`, error);
    case 'locked':
    case 'rate_limited':
      return said(`Core is busy, so ${what} could not be read. ${again}`, error);
    case 'foreign':
    case 'unreadable':
      return said(
        `What answers at Core's address does not answer as Core does, so ${what} could not be read. An operator can check CORE_URL.`,
        error,
      );
    case 'conflict':
    case 'too_large':
    case 'invalid':
      return said(`Core refused the question, so ${what} could not be read.`, error);
    default:
      return unreachable(error.code);
  }
}

function said(message: string, error: CoreError): Failure {
  return { code: 'unknown', message, reference: error.requestId };
}

/**
 * Runs reads for a verb and turns what Core could not do into a failure that pages know how to show.
 * @throws DomainError instead of CoreError; everything else unchanged.
 */
export async function reading<T>(what: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof CoreError)) throw error;
    throw new DomainError(failureOfRead(error, what), { cause: error, logMessage: error.message });
  }
}
