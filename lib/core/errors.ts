/**
 * How asking Core can fail, from the status and Core's code alone: its texts are free to change and
 * may hold what a user typed (contract 2.2).
 */
export type CoreErrorCode =
  /** No connection could be made: nothing was asked. */
  | 'unreachable'
  /** The connection broke before the answer was complete. */
  | 'interrupted'
  | 'timeout'
  /** The caller gave up, usually because the browser did. */
  | 'aborted'
  /** An answer came that is not what Core answers here. */
  | 'unreadable'
  /** A redirect, or a refusal in an envelope that is not Core's: something else is at that address. */
  | 'foreign'
  /** Core itself cannot: 5xx, or 401 while its database is down (contract trap 20). */
  | 'unavailable'
  | 'unauthorized'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'locked'
  | 'rate_limited'
  | 'too_large'
  | 'invalid';

const BY_STATUS: Readonly<Record<number, CoreErrorCode>> = {
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not_found',
  409: 'conflict',
  413: 'too_large',
  423: 'locked',
  429: 'rate_limited',
};

/** Trying the same read again later may succeed without anybody changing anything. */
const PASSING: ReadonlySet<CoreErrorCode> = new Set<CoreErrorCode>([
  'unreachable',
  'interrupted',
  'timeout',
  'unavailable',
  'locked',
  'rate_limited',
]);

/** The code for a status in Core's own error envelope. */
export function codeOfStatus(status: number): CoreErrorCode {
  if (status >= 500) return 'unavailable';
  return BY_STATUS[status] ?? 'invalid';
}

export type CoreErrorFacts = {
  code: CoreErrorCode;
  /** HTTP status, or `null` when no answer came. */
  status?: number | null;
  /** Core's own code such as `BAL_NOT_FOUND`, or `null` outside its envelope. */
  coreCode?: string | null;
  /** What we sent as `X-Request-Id`; proxies before Core may have logged it. */
  requestId: string;
  /** `GET /balances/…`: method and path, without query and body. */
  what: string;
  cause?: unknown;
};

/**
 * Asking Core failed. The message is safe to log: it has neither Core's text (which may quote
 * personal data) nor `error_detail.details` (which may hold database rows, contract trap 31).
 */
export class CoreError extends Error {
  override readonly name = 'CoreError';
  readonly code: CoreErrorCode;
  readonly status: number | null;
  readonly coreCode: string | null;
  readonly requestId: string;
  /** Whether the same request may succeed later by itself. */
  readonly retryable: boolean;

  constructor(facts: CoreErrorFacts) {
    const answer = facts.status
      ? ` (${[facts.status, facts.coreCode].filter(Boolean).join(' ')})`
      : '';
    super(`Core: ${facts.code}${answer} on ${facts.what}, request ${facts.requestId}`, {
      cause: facts.cause,
    });
    this.code = facts.code;
    this.status = facts.status ?? null;
    this.coreCode = facts.coreCode ?? null;
    this.requestId = facts.requestId;
    this.retryable = PASSING.has(facts.code);
  }
}

/** Whether `error` says that the thing asked for does not exist in Core. */
export function isNotFound(error: unknown): error is CoreError {
  return error instanceof CoreError && error.code === 'not_found';
}

/**
 * For `catch` on a read that is only a help: it may fail, and is `null` then. That nobody waits any more
 * may not be hidden, and neither may what nobody foresaw.
 */
export function nullUnlessAborted(error: unknown): null {
  if (error instanceof CoreError && error.code !== 'aborted') return null;
  throw error;
}
