import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Wire } from '../faults/carry-out';
import { encodeJson } from '../json/encode';
import type { Reply } from './reply';

const JSON_TYPE = 'application/json; charset=utf-8';

/** Core's answer for what it has no route for. */
export function notFound(): Reply {
  return { status: 404, text: '404 page not found', contentType: 'text/plain' };
}

/** The redirect for a slash too many, to a decoded path; only a GET is told so in words. */
export function redirect(method: string, path: string, search: string): Reply {
  const location = `${encodePath(path)}${search}`;
  const headers = { Location: location };
  if (method !== 'GET') return { status: 307, headers, bare: true };
  const text = `<a href="${escapeHtml(location)}">Moved Permanently</a>.\n\n`;
  return { status: 301, headers, text, contentType: 'text/html; charset=utf-8', bare: true };
}

/** A path as Go spells it in a URL. */
const encodePath = (path: string): string =>
  encodeURI(path).replace(
    /[?#!'()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );

const HTML: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&#34;',
  "'": '&#39;',
};
const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (c) => HTML[c] ?? c);

/** An answer on its way: to whom, and what becomes of it. */
export interface Outgoing {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly wire: Wire;
}

/** Puts the answer on the wire, with the headers Core puts on every answer of its own. */
export function writeReply(reply: Reply, { request, response, wire }: Outgoing): void {
  if (wire === 'cut_off') {
    request.socket.destroy();
    return;
  }
  const text = textOf(reply) + ' '.repeat(reply.padding ?? 0);
  const headers: Record<string, string | number> = reply.bare ? {} : commonHeaders(request);
  const type = reply.contentType ?? (reply.body === undefined ? undefined : JSON_TYPE);
  if (type !== undefined) headers['Content-Type'] = type;
  if (reply.status !== 204) headers['Content-Length'] = Buffer.byteLength(text);
  if (!request.complete && request.isPaused()) headers['Connection'] = 'close';
  else response.removeHeader('Connection');
  response.writeHead(reply.status, { ...headers, ...reply.headers });
  if (wire === 'half') {
    const half = Buffer.from(text).subarray(0, Math.floor(Buffer.byteLength(text) / 2));
    response.write(half, () => request.socket.destroy());
  } else if (typeof wire === 'object') void drip(response, text, wire.dripMs);
  else response.end(text);
}

const textOf = ({ body, text }: Reply): string =>
  body === undefined ? (text ?? '') : encodeJson(body);

/** Until it is all there, or nobody waits for it any more. */
async function drip(response: ServerResponse, text: string, everyMs: number): Promise<void> {
  for (const byte of Buffer.from(text)) {
    if (response.destroyed) return;
    response.write(Buffer.of(byte));
    await sleep(everyMs);
  }
  response.end();
}

/** Security headers, and those of a rate limit so high that nobody meets it (contract 1.6, 1.8). */
function commonHeaders(request: IncomingMessage): Record<string, string> {
  const { remoteAddress, remotePort } = request.socket;
  const forwarded = request.headers['x-forwarded-for'];
  const isSecure = String(request.headers['x-forwarded-proto'] ?? '').toLowerCase() === 'https';
  return {
    'Cache-Control': 'no-store',
    'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
    'Ratelimit-Limit': '5000000',
    'Ratelimit-Remaining': '10000000',
    'Ratelimit-Reset': '1',
    'Referrer-Policy': 'strict-origin-when-cross-origin',
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'X-Rate-Limit-Duration': '1',
    'X-Rate-Limit-Limit': '5000000.00',
    ...(forwarded && { 'X-Rate-Limit-Request-Forwarded-For': String(forwarded) }),
    'X-Rate-Limit-Request-Remote-Addr': `${remoteAddress}:${remotePort}`,
    ...(isSecure && { 'Strict-Transport-Security': 'max-age=31536000; includeSubDomains' }),
  };
}
