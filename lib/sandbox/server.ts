import { createServer, type IncomingMessage, type Server } from 'node:http';
import { authenticate } from './auth/authenticate';
import { addKeyToMetaData } from './auth/add-key-to-meta-data';
import { answerError } from './errors/answer-error';
import { Refusal } from './errors/core-error';
import { carryOut, withoutDatabase, type Delivery } from './faults/carry-out';
import { Query, percentDecode } from './http/query';
import { readBody } from './http/read-body';
import type { Reply } from './http/reply';
import { notFound, redirect, writeReply } from './http/write-reply';
import { Router, type Match, type Route } from './router';
import type { Services } from './services';

/** The sandbox Core's HTTP server, not yet listening. */
export function coreServer(services: Services, routes: readonly Route[]): Server {
  const router = new Router(routes);
  const server = createServer({ maxHeaderSize: MAX_HEADER_BYTES }, (request, response) => {
    answer({ services, router }, request)
      .then(({ reply, wire }) => writeReply(reply, { request, response, wire }))
      // The sender is gone, or an answer cannot be written: this connection ends, nothing else does.
      .catch(() => response.destroy());
  });
  // Go's server says nothing about keep-alive and never times a client out.
  server.keepAliveTimeout = 0;
  server.requestTimeout = 0;
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    // What comes behind the last request of a connection is not looked at.
    if (error.code === 'HPE_CLOSED_CONNECTION') return undefined;
    if (!socket.writable) return socket.destroy();
    return socket.end(BAD_REQUEST);
  });
  return server;
}

/** Go's limit for the head of a request; Node's own would refuse long filters. */
const MAX_HEADER_BYTES = 1024 * 1024;

const BAD_REQUEST =
  'HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain; charset=utf-8\r\nConnection: close\r\n\r\n400 Bad Request';

interface Parts {
  readonly services: Services;
  readonly router: Router;
}

async function answer(parts: Parts, request: IncomingMessage): Promise<Delivery> {
  const target = splitTarget(request.url ?? '/');
  if (!target) return whole(BAD_TARGET);
  const method = request.method ?? 'GET';
  const match = parts.router.match(method, target.path);
  if (match.kind === 'redirect') return whole(redirect(method, match.path, target.search));
  try {
    return await answerTo(parts, { request, method, target, match });
  } catch (error) {
    return whole(answerError(error, match.kind === 'route' ? match.route.errors : {}));
  }
}

interface Asked {
  readonly request: IncomingMessage;
  readonly method: string;
  readonly target: { readonly path: string; readonly search: string };
  readonly match: Exclude<Match, { kind: 'redirect' }>;
}

/** Who asks, then what, then doing it; a fault may strike at each of them. */
async function answerTo({ services }: Parts, asked: Asked): Promise<Delivery> {
  const { request, method, target, match } = asked;
  const { headers } = request;
  const { faults } = services;
  const armed = faults.armed.next({ method, path: target.path });
  const isAway = armed?.kind === 'database_away';
  const base = { method, path: target.path, headers };
  const principal = await authenticate({
    ...base,
    services: isAway ? withoutDatabase(services) : services,
  });
  if (match.kind === 'none') return whole(notFound());
  let body = await readBody(request);
  if (principal?.kind === 'apiKey' && method === 'POST')
    body = addKeyToMetaData(body, principal.id);
  const fault = armed ?? (await faults.sentinel({ method, ...target, body }));
  if (fault?.kind === 'database_away' && principal?.kind === 'apiKey')
    throw new Refusal('AUTH_INVALID_API_KEY', 'Invalid API key');
  const handle = async (over: Services) =>
    match.route.handler({
      ...base,
      services: over,
      principal,
      body,
      params: match.params,
      query: new Query(target.search.slice(1)),
    });
  try {
    return await carryOut(fault, { services, headers, url: request.url ?? '/', handle });
  } finally {
    faults.noteDone({ method, path: target.path, body }, fault);
  }
}

const whole = (reply: Reply): Delivery => ({ reply, wire: 'whole' });

const BAD_TARGET: Reply = {
  status: 400,
  text: '400 Bad Request',
  bare: true,
  contentType: 'text/plain; charset=utf-8',
};

/** The decoded path and the query with its `?`; undefined when the path cannot be decoded. */
function splitTarget(url: string): { path: string; search: string } | undefined {
  const withoutOrigin = url.replace(/^https?:\/\/[^/]*/i, '') || '/';
  const at = withoutOrigin.indexOf('?');
  const path = percentDecode(at < 0 ? withoutOrigin : withoutOrigin.slice(0, at));
  if (path === undefined || !path.startsWith('/')) return undefined;
  return { path, search: at < 0 ? '' : withoutOrigin.slice(at) };
}
