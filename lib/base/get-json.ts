import { DomainError, type Failure } from './result';

/**
 * Asks one of our own GET addresses from the browser (design §3: reads never go through actions).
 * @throws DomainError with the words of the server, or that our own server could not be asked.
 */
export async function getJson<T>(url: string, signal?: AbortSignal): Promise<T> {
  let answer: { data: T } | { error: Failure };
  try {
    const response = await fetch(url, { signal, headers: { accept: 'application/json' } });
    answer = (await response.json()) as typeof answer;
  } catch (error) {
    signal?.throwIfAborted();
    throw new DomainError(
      {
        code: 'unknown',
        message:
          'Counterfoil itself did not answer, so nothing could be read. Nothing was changed; try again.',
      },
      { cause: error },
    );
  }
  if ('error' in answer) throw new DomainError(answer.error);
  return answer.data;
}
