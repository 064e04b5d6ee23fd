import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { request as httpsRequest } from 'node:https';

export type Passing = {
  method: string;
  /** Path with query, as the console wrote it. */
  target: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
};

export type Answer = { status: number; headers: IncomingHttpHeaders; body: Buffer };

/** Headers that belong to one connection, or that change because bodies are sent whole. */
const OF_THE_CONNECTION = new Set([
  'connection',
  'keep-alive',
  'transfer-encoding',
  'content-length',
  'host',
  'expect',
]);

export function withoutConnectionHeaders(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => !OF_THE_CONNECTION.has(name)),
  );
}

/**
 * Sends one request on to Core on a connection of its own, and reads the whole answer. Aborting
 * breaks that connection, as it would without a proxy between.
 * @throws whatever the connection does.
 */
export function forward(core: URL, passing: Passing, signal?: AbortSignal): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = (core.protocol === 'https:' ? httpsRequest : httpRequest)(
      {
        host: core.hostname,
        port: core.port,
        method: passing.method,
        path: `${core.pathname.replace(/\/+$/, '')}${passing.target}`,
        headers: {
          ...withoutConnectionHeaders(passing.headers),
          ...((passing.body.length > 0 || passing.method !== 'GET') && {
            'content-length': passing.body.length,
          }),
        },
        agent: false,
        signal,
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(chunks),
          }),
        );
      },
    );
    request.on('error', reject);
    request.end(passing.body);
  });
}
