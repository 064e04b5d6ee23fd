import http from 'node:http';
import net from 'node:net';
import type { Input } from './inputs';

/** How an input ended: with a status, or with a connection that the other side closed. */
export type Ending =
  | { readonly kind: 'answered'; readonly status: number; readonly text: string }
  | { readonly kind: 'closed' }
  | { readonly kind: 'hung' };

/** Longer than this is a hang. */
const PATIENCE_MS = 10_000;

interface Target {
  readonly base: string;
  readonly masterKey: string;
}

/** Sends an input and waits for what comes of it. Never fails. */
export function askHostile(input: Input, target: Target): Promise<Ending> {
  return input.kind === 'raw' ? sendBytes(input.bytes, target) : sendRequest(input, target);
}

function sendRequest(
  input: Extract<Input, { kind: 'request' }>,
  { base, masterKey }: Target,
): Promise<Ending> {
  const { hostname, port } = new URL(base);
  const { method, path, body } = input;
  const headers = {
    'X-Blnk-Key': masterKey,
    'Content-Type': 'application/json',
    // Node would send the body of a GET or DELETE without saying how long it is.
    ...(body !== undefined && { 'Content-Length': Buffer.byteLength(body) }),
    ...input.headers,
  };
  return new Promise((resolve) => {
    const request = http.request({ hostname, port, method, path, headers, agent: false });
    request.setTimeout(PATIENCE_MS, () => {
      resolve({ kind: 'hung' });
      request.destroy();
    });
    request.on('error', () => resolve({ kind: 'closed' }));
    request.on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', () => resolve({ kind: 'closed' }));
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        resolve({ kind: 'answered', status: response.statusCode ?? 0, text });
      });
    });
    request.end(body);
  });
}

/** What is half sent is closed by us, after a moment in which an answer may come. */
const MOMENT_MS = 300;

function sendBytes(bytes: Buffer, { base }: Target): Promise<Ending> {
  const { hostname, port } = new URL(base);
  return new Promise((resolve) => {
    const socket = net.connect(Number(port), hostname, () => socket.write(bytes));
    const chunks: Buffer[] = [];
    socket.setTimeout(MOMENT_MS, () => socket.destroy());
    socket.on('data', (chunk: Buffer) => chunks.push(chunk));
    socket.on('error', () => undefined);
    socket.on('close', () => {
      const text = Buffer.concat(chunks).toString('latin1');
      const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0);
      resolve(status > 0 ? { kind: 'answered', status, text } : { kind: 'closed' });
    });
  });
}
