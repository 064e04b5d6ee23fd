'use client';
import { useCallback, useRef, useState } from 'react';
import { uuidv7 } from '@/lib/base/ids';
import { type ActionResult, type Failure } from '@/lib/base/result';

/** What every operation's action answers with, as far as forms need it. */
type Standing = {
  operationId: string;
  state: string;
  subjectId: string | null;
  message: string | null;
  fields: Record<string, string> | null;
};

type OperationAction<Input, Stands extends Standing> = (request: {
  operationId: string;
  input: Input;
}) => Promise<ActionResult<Stands>>;

/** `standing`: it became an operation, whatever came of it. `failure`: it did not, or nobody knows. */
export type OperationAnswer<Stands> =
  { is: 'standing'; standing: Stands } | { is: 'failure'; failure: Failure };

const OPEN_STATES = new Set(['intent', 'sending', 'unknown']);

/** Whether nobody knows yet what came of an operation: the slip goes on from there. */
export function isOpen(standing: Pick<Standing, 'state'>): boolean {
  return OPEN_STATES.has(standing.state);
}

type Kept = { operationId: string; input: string };

function keptAt(key: string): Kept | null {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? 'null') as Kept | null;
  } catch {
    // Storage may be switched off, or hold what another version wrote: then this is a new operation.
    return null;
  }
}

function keep(key: string, kept: Kept | null): void {
  try {
    if (kept) sessionStorage.setItem(key, JSON.stringify(kept));
    else sessionStorage.removeItem(key);
  } catch {
    // Without storage a reload starts a new operation; the reservation still guards the subject.
  }
}

/**
 * Sends a form as an operation (design §4.1). The browser makes the operation's id and keeps it, with
 * the input, in sessionStorage until an outcome is known or the input changes: a double click, a
 * retry after a broken connection and a reload are the same operation.
 *
 * `key` names the form and what it is about, such as `reassign:bln_…`.
 */
export function useOperation<Input, Stands extends Standing>(
  action: OperationAction<Input, Stands>,
  key: string,
) {
  const [isRunning, setRunning] = useState(false);
  const inFlight = useRef<Promise<OperationAnswer<Stands>> | null>(null);
  const storageKey = `operation:${key}`;

  const run = useCallback(
    (input: Input): Promise<OperationAnswer<Stands>> => {
      if (inFlight.current) return inFlight.current;
      const text = JSON.stringify(input);
      const kept = keptAt(storageKey);
      const fresh = kept?.input !== text;
      const operationId = fresh ? uuidv7() : kept.operationId;
      keep(storageKey, { operationId, input: text });
      setRunning(true);
      const answer = action({ operationId, input })
        .then(
          (result): OperationAnswer<Stands> =>
            result.ok
              ? { is: 'standing', standing: result.data }
              : { is: 'failure', failure: result.error },
          (): OperationAnswer<Stands> => ({ is: 'failure', failure: connectionLost(operationId) }),
        )
        .then((settled) => {
          const isKnown =
            settled.is === 'standing'
              ? !isOpen(settled.standing)
              : settled.failure.code !== 'unknown';
          if (isKnown) keep(storageKey, null);
          return settled;
        })
        .finally(() => {
          inFlight.current = null;
          setRunning(false);
        });
      inFlight.current = answer;
      return answer;
    },
    [action, storageKey],
  );

  /** Starts anew: the next `run` is another operation, also with the same input. */
  const forget = useCallback(() => keep(storageKey, null), [storageKey]);

  /** What was sent and has no known outcome yet, for a form that is opened again. */
  const unfinished = useCallback((): { operationId: string; input: Input } | null => {
    const kept = keptAt(storageKey);
    return kept && { operationId: kept.operationId, input: JSON.parse(kept.input) as Input };
  }, [storageKey]);

  return { run, isRunning, forget, unfinished };
}

function connectionLost(operationId: string): Failure {
  return {
    code: 'unknown',
    message:
      'The connection to Counterfoil broke before it answered. Whether the change was made is not known here; send it again, and it stays one and the same change.',
    operationId,
  };
}

/**
 * Whether a form has nothing more to say and gives way to the slip: there is an outcome that is not
 * "nothing was done", or nobody knows it yet. Otherwise the entries are kept and the form says why.
 */
export function endsAtSlip(standing: Pick<Standing, 'state'>): boolean {
  return standing.state !== 'failed' && standing.state !== 'cancelled';
}

/**
 * What a form tells of an answer that did not end as asked: at the fields where Core named some, with
 * the way to the slip otherwise. `done` is the word for what did not happen: "created", "changed".
 */
export function failureOf(answer: OperationAnswer<Standing>, done: string): Failure {
  if (answer.is === 'failure') return answer.failure;
  const { operationId, message, fields } = answer.standing;
  if (isOpen(answer.standing)) {
    return {
      code: 'unknown',
      message:
        'Core has not answered yet. Counterfoil keeps looking; nobody needs to send it again.',
      operationId,
    };
  }
  return {
    code: 'precondition',
    message: message ?? `Nothing was ${done}. Your entries are kept.`,
    operationId,
    ...(fields && { fields }),
  };
}
