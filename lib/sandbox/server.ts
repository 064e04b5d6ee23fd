import { createServer, type IncomingMessage, type Server } from 'node:http';
import { authenticate } from './auth/authenticate';
import { addKeyToMetaData } from './auth/add-key-to-meta-data';
import { answerError } from './errors/answer-error';
import type { Context } from './http/context';
import { Query, percentDecode } from './http/query';
import { readBody } from './http/read-body';
import type { Reply } from './http/reply';
import { notFound, redirect, writeReply } from './http/write-reply';
import { Router, type Route } from './router';
import type { Services } from './services';

/** The sandbox Core's HTTP server, not yet listening. */
export function coreServer(services: Services, routes: readonly Route[]): Server {
  const router = new Router(routes);
  const server = createServer({ maxHeaderSize: MAX_HEADER_BYTES }, (request, response) => {
    answer({ services, router }, request)
      .then((reply) => writeReply(request, response, reply))
      // The sender is gone, or an answer cannot be written: this connection ends, nothing else does.
      .catch(() => response.destroy());
  });
  // Go's server says nothing about keep-alive and never times a client out.
  server.keepAliveTimeout = 0;
  server.requestTimeout = 0;
  server.on('clientError', (_error, socket) => {
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

async function answer({ services, router }: Parts, request: IncomingMessage): Promise<Reply> {
  const target = splitTarget(request.url ?? '/');
  if (!target)
    return {
      status: 400,
      text: '400 Bad Request',
      bare: true,
      contentType: 'text/plain; charset=utf-8',
    };
  const method = request.method ?? 'GET';
  const match = router.match(method, target.path);
  if (match.kind === 'redirect') return redirect(method, match.path, target.search);
  const base = { method, path: target.path, headers: request.headers, services };
  try {
    const principal = await authenticate(base);
    if (match.kind === 'none') return notFound();
    let body = await readBody(request);
    if (principal?.kind === 'apiKey' && method === 'POST')
      body = addKeyToMetaData(body, principal.id);
    const context: Context = {
      ...base,
      principal,
      body,
      params: match.params,
      query: new Query(target.search.slice(1)),
    };
    return await match.route.handler(context);
  } catch (error) {
    return answerError(error, match.kind === 'route' ? match.route.errors : {});
  }
}

/** The decoded path and the query with its `?`; undefined when the path cannot be decoded. */
function splitTarget(url: string): { path: string; search: string } | undefined {
  const withoutOrigin = url.replace(/^https?:\/\/[^/]*/i, '') || '/';
  const at = withoutOrigin.indexOf('?');
  const path = percentDecode(at < 0 ? withoutOrigin : withoutOrigin.slice(0, at));
  if (path === undefined || !path.startsWith('/')) return undefined;
  return { path, search: at < 0 ? '' : withoutOrigin.slice(at) };
}
