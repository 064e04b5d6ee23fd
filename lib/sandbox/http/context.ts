import type { IncomingHttpHeaders } from 'node:http';
import type { Principal } from '../auth/principal';
import type { Services } from '../services';
import type { Query } from './query';
import type { RequestBody } from './request-body';

/** One request, as a handler sees it. */
export interface Context {
  readonly method: string;
  /** The decoded path, which is what Core's router looks at. */
  readonly path: string;
  /** The parts of the path named by the route, decoded. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: Query;
  readonly headers: IncomingHttpHeaders;
  readonly body: RequestBody;
  /** Who asks; null on the paths that need no key. */
  readonly principal: Principal | null;
  readonly services: Services;
}
