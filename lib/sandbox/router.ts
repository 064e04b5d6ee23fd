import type { ErrorRules } from './errors/answer-error';
import type { Context } from './http/context';
import type { Reply } from './http/reply';

export type Handler = (c: Context) => Promise<Reply> | Reply;
export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** One route: `path` as Core registers it, with `:name` for a part of any text (also none). */
export interface Route {
  readonly method: Method;
  readonly path: string;
  readonly handler: Handler;
  /** How errors thrown by the handler are answered. */
  readonly errors: ErrorRules;
}

/** Declares a route. */
export function route(
  [method, path]: readonly [Method, string],
  handler: Handler,
  errors: ErrorRules = {},
): Route {
  return { method, path, handler, errors };
}
