import 'server-only';
import { type Dispatcher, type Pool } from 'undici';

/** An answer as it came: nothing is judged yet. */
export type RawAnswer = {
  status: number;
  text: string;
  /** Core's clock at the answer (its `Date` header, whole seconds), or `null` when it did not say. */
  coreTimeMs: number | null;
};

export type ExchangeCause = 'connect' | 'broken' | 'timeout' | 'aborted' | 'too_late';

/** No complete answer came. `sent: false` proves that not one byte of the request left us. */
export class ExchangeError extends Error {
  override readonly name = 'ExchangeError';
  constructor(
    readonly reason: ExchangeCause,
    readonly sent: boolean,
    options?: { cause?: unknown },
  ) {
    super(`${reason}, ${sent ? 'may have been sent' : 'not sent'}`, options);
  }
}

export type Exchange = {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  path: string;
  headers: Record<string, string>;
  body?: string;
  /** For the whole exchange, from the call to the last byte. */
  timeoutMs: number;
  /** Monotonic clock (`performance.now()`): after it the request must not leave any more. */
  sendBy?: number;
  signal?: AbortSignal;
};

/**
 * Sends one request and reads the whole answer, without redirects and without repeating anything.
 *
 * It speaks to undici's dispatcher directly, because only there is it known for certain whether a
 * request has begun to leave: `onRequestStart` runs on the connected socket right before the first
 * byte is written, and aborting inside it writes nothing.
 * @throws ExchangeError
 */
export function exchange(pool: Pool, request: Exchange): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const state = {
      sent: false,
      done: false,
      controller: null as Dispatcher.DispatchController | null,
    };

    const finish = (settle: () => void) => {
      if (state.done) return;
      state.done = true;
      clearTimeout(timer);
      clearTimeout(budget);
      request.signal?.removeEventListener('abort', onAbort);
      settle();
    };
    const give = (reason: ExchangeCause, cause?: unknown) => {
      const error = new ExchangeError(reason, state.sent, { cause });
      finish(() => reject(error));
      state.controller?.abort(error);
    };
    const onAbort = () => give('aborted', request.signal?.reason);

    const timer = setTimeout(() => give('timeout'), request.timeoutMs);
    const budget =
      request.sendBy === undefined
        ? undefined
        : setTimeout(
            () => {
              if (!state.sent) give('too_late');
            },
            Math.max(0, request.sendBy - performance.now()),
          );
    if (request.signal?.aborted) return onAbort();
    request.signal?.addEventListener('abort', onAbort, { once: true });

    pool.dispatch(
      {
        method: request.method,
        path: request.path,
        headers: request.headers,
        body: request.body,
        // undici may move an idempotent request to another connection by itself; we count attempts.
        idempotent: false,
      },
      handler({
        start: (controller) => {
          state.controller = controller;
          if (state.done) return controller.abort(new ExchangeError('aborted', false));
          if (request.sendBy !== undefined && performance.now() > request.sendBy) {
            return give('too_late');
          }
          state.sent = true;
        },
        end: (answer) => finish(() => resolve(answer)),
        fail: (cause) => give(state.sent ? 'broken' : 'connect', cause),
      }),
    );
  });
}

function handler(on: {
  start: (controller: Dispatcher.DispatchController) => void;
  end: (answer: RawAnswer) => void;
  fail: (cause: Error) => void;
}): Dispatcher.DispatchHandler {
  const chunks: Buffer[] = [];
  let status = 0;
  let coreTimeMs: number | null = null;
  return {
    onRequestStart: on.start,
    onResponseStart: (_controller, statusCode, headers) => {
      status = statusCode;
      const time = Date.parse(String(headers.date));
      coreTimeMs = Number.isNaN(time) ? null : time;
    },
    onResponseData: (_controller, chunk) => void chunks.push(chunk),
    onResponseEnd: () =>
      on.end({ status, text: Buffer.concat(chunks).toString('utf8'), coreTimeMs }),
    onResponseError: (_controller, cause) => on.fail(cause),
  };
}
