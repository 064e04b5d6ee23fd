import 'server-only';
import { type ZodType } from 'zod';
import { uuidv7 } from '@/lib/base/ids';
import { type SendResult } from '@/lib/base/send-result';
import { coreConnection, type Connection } from './connection';
import { readJson, refusalIn } from './envelope';
import { CoreError, codeOfStatus, type CoreErrorCode } from './errors';
import { exchange, ExchangeError, type Exchange, type RawAnswer } from './exchange';
import { stringifyCoreJson } from './json';
import { noteReach } from './reach';

/** A question to Core. `POST` is for its filters, which change nothing. */
export type CoreRead = {
  method: 'GET' | 'POST';
  path: string;
  query?: Record<string, string>;
  body?: unknown;
};

export type ReadOptions = {
  /** The browser's abort, passed on to Core's connection. */
  signal?: AbortSignal;
  timeoutMs?: number;
};

/** A change in Core. */
export type CoreWrite = { method: 'POST' | 'PUT' | 'DELETE'; path: string; body?: unknown };

export type WriteOptions = {
  /** Monotonic clock (`performance.now()`): the request must not leave after it. Default: 1.5 s from now. */
  sendBy?: number;
  timeoutMs?: number;
};

/** An answer and when Core gave it. */
export type Answered<T> = { data: T; coreTimeMs: number | null };

const READ_TIMEOUT_MS = 10_000;
const WRITE_TIMEOUT_MS = 5_000;
const SEND_BUDGET_MS = 1_500;
const RETRY_PAUSE_MS = 80;
const WORTH_REPEATING: ReadonlySet<CoreErrorCode> = new Set<CoreErrorCode>([
  'unreachable',
  'interrupted',
]);
/** Answers of a proxy whose Core is just restarting. Core itself never sends them but for 503 on /health. */
const GATEWAY_STATUSES = new Set([502, 503, 504]);

/**
 * Asks Core and reads the answer through `schema`. Repeats once when the connection failed or a
 * proxy answered for a Core that is away; a slow or refused question is not asked twice.
 * @throws CoreError
 */
export async function readCore<T>(
  read: CoreRead,
  schema: ZodType<T>,
  options: ReadOptions = {},
): Promise<T> {
  return (await readCoreAt(read, schema, options)).data;
}

/** `readCore`, with the time on Core's clock at which it answered. */
export async function readCoreAt<T>(
  read: CoreRead,
  schema: ZodType<T>,
  options: ReadOptions = {},
): Promise<Answered<T>> {
  const connection = coreConnection();
  const requestId = uuidv7();
  const ask = () => askOnce({ connection, requestId }, read, options);
  let answer: RawAnswer;
  try {
    answer = await ask();
  } catch (error) {
    if (!(error instanceof CoreError) || !isWorthRepeating(error)) throw error;
    await new Promise((resolve) => setTimeout(resolve, RETRY_PAUSE_MS));
    answer = await ask();
  }
  const parsed = schema.safeParse(readJson(answer.text));
  if (!parsed.success) {
    // zod's issues name paths and types, not values, so they may go to the log.
    throw new CoreError({
      code: 'unreadable',
      status: answer.status,
      requestId,
      what: whatOf(read),
      cause: parsed.error,
    });
  }
  return { data: parsed.data, coreTimeMs: answer.coreTimeMs };
}

/**
 * Sends a change to Core, once: no retry, no redirect, on a connection of its own, within 5 s. Never
 * throws for anything that Core or the network does; what came back is data (design §5.4).
 */
export async function writeCore(write: CoreWrite, options: WriteOptions = {}): Promise<SendResult> {
  const connection = coreConnection();
  const request = exchangeFor({ connection, requestId: uuidv7() }, write);
  try {
    const answer = await exchange(connection.writes, {
      ...request,
      timeoutMs: options.timeoutMs ?? WRITE_TIMEOUT_MS,
      sendBy: options.sendBy ?? performance.now() + SEND_BUDGET_MS,
    });
    return judgeWrite(answer);
  } catch (error) {
    if (!(error instanceof ExchangeError)) throw error;
    return { kind: error.sent ? 'unanswered' : 'not_sent', cause: error.reason };
  }
}

/** A write's answer by design §5.4: only 2xx with readable JSON and 4xx in Core's envelope count. */
function judgeWrite(answer: RawAnswer): SendResult {
  const body = readJson(answer.text);
  if (answer.status >= 200 && answer.status < 300) {
    if (body === undefined)
      return { kind: 'unanswered', cause: 'unreadable', status: answer.status };
    return { kind: 'answered', status: answer.status, body };
  }
  const refusal = answer.status >= 400 && answer.status < 500 ? refusalIn(body) : null;
  if (!refusal) return { kind: 'unanswered', cause: 'status', status: answer.status };
  return {
    kind: 'refused',
    status: answer.status,
    coreCode: refusal.coreCode,
    message: refusal.text,
    ...(refusal.constraint && { constraint: refusal.constraint }),
  };
}

type Asking = { connection: Connection; requestId: string };

async function askOnce(asking: Asking, read: CoreRead, options: ReadOptions): Promise<RawAnswer> {
  const { connection, requestId } = asking;
  const failed = (
    code: CoreErrorCode,
    more: { status?: number; coreCode?: string; cause?: unknown },
  ) => new CoreError({ code, requestId, what: whatOf(read), ...more });
  let answer: RawAnswer;
  const startedMs = performance.now();
  try {
    answer = await exchange(connection.reads, {
      ...exchangeFor(asking, read),
      timeoutMs: options.timeoutMs ?? READ_TIMEOUT_MS,
      signal: options.signal,
    });
    noteReach(performance.now() - startedMs);
  } catch (error) {
    if (!(error instanceof ExchangeError)) throw error;
    if (error.reason !== 'aborted') noteReach(null);
    throw failed(codeOfExchange(error), {
      cause: error.reason === 'aborted' ? error : error.cause,
    });
  }
  const { status } = answer;
  if (status >= 200 && status < 300) return answer;
  const refusal = refusalIn(readJson(answer.text));
  if (status >= 500) throw failed('unavailable', { status, coreCode: refusal?.coreCode });
  if (!refusal) throw failed('foreign', { status });
  if (status === 401 && !(await isHealthy(connection))) {
    // With its database down Core calls every API key invalid (contract trap 20).
    throw failed('unavailable', { status, coreCode: refusal.coreCode });
  }
  throw failed(codeOfStatus(status), { status, coreCode: refusal.coreCode });
}

/** Whether Core's own health check is fine. It needs no key (contract 1.2). */
async function isHealthy(connection: Connection): Promise<boolean> {
  try {
    const request = exchangeFor(
      { connection, requestId: uuidv7() },
      { method: 'GET', path: '/health' },
    );
    return (await exchange(connection.reads, { ...request, timeoutMs: 3_000 })).status === 200;
  } catch {
    return false;
  }
}

function isWorthRepeating(error: CoreError): boolean {
  return WORTH_REPEATING.has(error.code) || GATEWAY_STATUSES.has(error.status ?? 0);
}

function codeOfExchange(error: ExchangeError): CoreErrorCode {
  if (error.reason === 'timeout' || error.reason === 'aborted') return error.reason;
  return error.sent ? 'interrupted' : 'unreachable';
}

/** For errors and logs: ids in paths are no secret, queries and bodies may be. */
function whatOf(read: CoreRead): string {
  return `${read.method} ${read.path}`;
}

function exchangeFor(
  { connection, requestId }: Asking,
  request: {
    method: Exchange['method'];
    path: string;
    query?: Record<string, string>;
    body?: unknown;
  },
): Pick<Exchange, 'method' | 'path' | 'headers' | 'body'> {
  const query = new URLSearchParams(request.query).toString();
  const body = request.body === undefined ? undefined : stringifyCoreJson(request.body);
  return {
    method: request.method,
    path: `${connection.prefix}${request.path}${query ? `?${query}` : ''}`,
    headers: {
      accept: 'application/json',
      'user-agent': 'counterfoil',
      'x-request-id': requestId,
      ...(connection.key !== null && { 'x-blnk-key': connection.key }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    body,
  };
}
