import type { Encodable } from '../json/values';

/** An answer before it is written. `body` becomes JSON; `text` is sent as it is; neither is an empty body. */
export interface Reply {
  readonly status: number;
  readonly body?: Encodable;
  readonly text?: string;
  /** Only where Core's differs from `application/json; charset=utf-8`. */
  readonly contentType?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** So many blanks behind the body. */
  readonly padding?: number;
  /** Answered before Core's own layers run: without their headers. */
  readonly bare?: boolean;
}

/** A JSON answer. */
export function json(status: number, body: Encodable): Reply {
  return { status, body };
}
