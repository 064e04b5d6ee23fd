import type { ErrorRules } from './errors/answer-error';
import type { Context } from './http/context';
import type { Reply } from './http/reply';

export type Handler = (c: Context) => Promise<Reply> | Reply;
export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** One route: `path` as Core registers it, with `:name` for a part of any text. */
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

export type Match =
  | { readonly kind: 'route'; readonly route: Route; readonly params: Record<string, string> }
  /** Core asks to come again without the trailing slash. */
  | { readonly kind: 'redirect'; readonly path: string }
  | { readonly kind: 'none' };

interface Node {
  readonly fixed: Map<string, Node>;
  /** The part of any text below this one. */
  any?: Node;
  /** The name of the part this node stands for, when it takes any text. */
  name?: string;
  route?: Route;
}

const node = (name?: string): Node => ({ fixed: new Map(), ...(name !== undefined && { name }) });

/**
 * Core's router: a fixed part wins over a named one, a named part in the middle may be empty, one at the end may not,
 * and a path with a slash too many is redirected. Paths are compared decoded, so `%2F` parts like `/`.
 */
export class Router {
  private readonly roots = new Map<string, Node>();

  constructor(routes: readonly Route[]) {
    for (const each of routes) this.add(each);
  }

  private add(each: Route): void {
    let at = this.roots.get(each.method);
    if (!at) this.roots.set(each.method, (at = node()));
    for (const part of partsOf(each.path))
      at = part.startsWith(':') ? named(at, part.slice(1)) : fixed(at, part);
    at.route = each;
  }

  match(method: string, path: string): Match {
    const root = this.roots.get(method);
    if (!root) return { kind: 'none' };
    const found = walk(root, partsOf(path));
    if (found?.at.route) return { kind: 'route', route: found.at.route, params: found.params };
    if (path.length > 1 && path.endsWith('/')) {
      const shorter = path.slice(0, -1);
      if (isReachable(root, partsOf(shorter))) return { kind: 'redirect', path: shorter };
    }
    return { kind: 'none' };
  }
}

const partsOf = (path: string): string[] => path.slice(1).split('/');

function fixed(at: Node, part: string): Node {
  let next = at.fixed.get(part);
  if (!next) at.fixed.set(part, (next = node()));
  return next;
}

function named(at: Node, name: string): Node {
  at.any ??= node(name);
  return at.any;
}

interface Found {
  readonly at: Node;
  readonly params: Record<string, string>;
}

function walk(at: Node, parts: readonly string[]): Found | undefined {
  const [part, ...rest] = parts;
  if (part === undefined) return at.route ? { at, params: {} } : undefined;
  const next = at.fixed.get(part);
  const direct = next && walk(next, rest);
  if (direct) return direct;
  if (!at.any || (part === '' && rest.length === 0)) return undefined;
  const below = walk(at.any, rest);
  return below && { at: below.at, params: { [at.any.name!]: part, ...below.params } };
}

/** A route is here, or a named part with more below it, which is where Core's router stops to think. */
function isReachable(at: Node, parts: readonly string[]): boolean {
  const [part, ...rest] = parts;
  if (part === undefined) {
    return at.route !== undefined || (at.name !== undefined && at.fixed.size > 0);
  }
  const next = at.fixed.get(part);
  if (next && isReachable(next, rest)) return true;
  return at.any !== undefined && isReachable(at.any, rest);
}
