import type { Encodable } from '../json/values';
import type { ErrorCode } from './codes';

/**
 * An error with nothing but text, as Go's `fmt.Errorf` makes it. What the caller is told follows from the text and
 * from the route (contract 2.2). `cause` keeps what it wraps: a TypedError further down wins over this text.
 */
export class PlainError extends Error {}

/**
 * An error that knows its code and message. `details` is what Core wraps: an Error (PostgreSQL's is written out in
 * full, any other becomes `{}`), any other value as it is, or undefined for none.
 */
export class TypedError extends Error {
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly details?: Encodable | Error,
  ) {
    super(message);
  }
}

/** What a driver reports when a row is not there; as `details` it is written `{}`. */
export const noRows = (): PlainError => new PlainError('sql: no rows in result set');

/**
 * An answer a handler decides itself, in its own words (no look at the text, no change of the code).
 * `legacyKey` is where the message also stands: `error`, or `errors` on some routes (contract 2.1).
 */
export class Refusal extends Error {
  readonly legacyKey: 'error' | 'errors';
  readonly legacyValue: Encodable | undefined;
  readonly details: Encodable | undefined;

  constructor(
    readonly code: ErrorCode,
    message: string,
    options: { legacyKey?: 'errors'; legacyValue?: Encodable; details?: Encodable } = {},
  ) {
    super(message);
    this.legacyKey = options.legacyKey ?? 'error';
    this.legacyValue = options.legacyValue;
    this.details = options.details;
  }
}

/** The text of an error as Go would print it: a typed one starts with its code. */
export function errorText(error: unknown): string {
  if (error instanceof TypedError) return `${legacySpelling(error.code)}: ${error.message}`;
  return error instanceof Error ? error.message : String(error);
}

/** `fmt.Errorf("prefix: %w", error)`. */
export function wrap(prefix: string, error: unknown): PlainError {
  return new PlainError(`${prefix}: ${errorText(error)}`, { cause: error });
}

/** The first TypedError in the chain of causes. */
export function typedIn(error: unknown): TypedError | undefined {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    if (at instanceof TypedError) return at;
  }
  return undefined;
}

const LEGACY: Partial<Record<ErrorCode, string>> = {
  GEN_NOT_FOUND: 'NOT_FOUND',
  GEN_CONFLICT: 'CONFLICT',
  GEN_BAD_REQUEST: 'BAD_REQUEST',
  GEN_VALIDATION_ERROR: 'INVALID_INPUT',
  GEN_INTERNAL: 'INTERNAL_SERVER_ERROR',
  GEN_RATE_LIMITED: 'RATE_LIMITED',
};

/** Inside Core general errors carry older names; they show where one error's text is quoted inside another's. */
function legacySpelling(code: ErrorCode): string {
  return LEGACY[code] ?? code;
}
