import type { Encodable } from '../json/values';

/** An answer before it is written. `body` becomes JSON; `text` is sent as it is; neither is an empty body. */
export interface Reply {
  readonly status: number;
  readonly body?: Encodable;
  readonly text?: string;
  /** Only where Core's differs from `application/json; charset=utf-8`. */
  readonly contentType?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export const JSON_TYPE = 'application/json; charset=utf-8';
export const TEXT_TYPE = 'text/plain; charset=utf-8';

/** A JSON answer. */
export function json(status: number, body: Encodable): Reply {
  return { status, body };
}
