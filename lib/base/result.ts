/** The closed set of ways in which a request of a person can fail (design: errors). */
export type FailureCode =
  'conflict' | 'notFound' | 'forbidden' | 'stale' | 'precondition' | 'invalid' | 'unknown';

export type Failure = {
  code: FailureCode;
  /** A plain sentence for the person: what happened, what is true now, what to do. */
  message: string;
  /** Messages by field path (`identityId`, `metaData.0.key`), shown at the field. */
  fields?: Record<string, string>;
  /** What a person can quote to an operator, who finds the full error in the log by it. */
  reference?: string;
  /** Where to follow an operation whose outcome is not known yet. */
  operationId?: string;
};

/** What every server action answers. Switch on `ok`, then exhaustively on `error.code`. */
export type ActionResult<T> = { ok: true; data: T } | { ok: false; error: Failure };

/**
 * A failure that a verb throws on purpose and that `actionFor`, pages and route handlers know how
 * to show. `message` is for logs; `failure.message` is for people.
 */
export class DomainError extends Error {
  override readonly name = 'DomainError';
  constructor(
    readonly failure: Failure,
    options?: { cause?: unknown; logMessage?: string },
  ) {
    super(options?.logMessage ?? failure.message, { cause: options?.cause });
  }
}
