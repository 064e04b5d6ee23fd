import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createSocketServer, type AddressInfo } from 'node:net';

/** A request as the tiny server saw it. */
export type SeenRequest = {
  method: string;
  /** Path with query. */
  url: string;
  headers: IncomingMessage['headers'];
  body: string;
};

export type TinyServer = {
  url: string;
  /** Every request that arrived completely, oldest first. */
  seen: SeenRequest[];
  close: () => Promise<void>;
};

type Handler = (request: SeenRequest, response: ServerResponse) => void;

/** A real HTTP server on a free loopback port for tests of the client: `handle` answers as it likes. */
export async function startTinyServer(handle: Handler): Promise<TinyServer> {
  const seen: SeenRequest[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      const arrived = { method, url, headers, body: Buffer.concat(chunks).toString('utf8') };
      seen.push(arrived);
      handle(arrived, response);
    });
    request.on('error', () => {});
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Answers as Core does: JSON with its content type. `body` may be text that is sent as it is. */
export function answerJson(
  response: ServerResponse,
  body: unknown,
  options: { status?: number; contentType?: string } = {},
): void {
  response.writeHead(options.status ?? 200, {
    'content-type': options.contentType ?? 'application/json; charset=utf-8',
  });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
}

/** A port on which nothing listens. */
export async function closedPort(): Promise<number> {
  const probe = createSocketServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
