import http from 'node:http';
import https from 'node:https';
import { JsonNumber, type JsonObject, type JsonValue } from '../json/values';
import { compact, parseJson } from './json-text';
import { fill, fillAll, type Variables } from './variables';

export interface Answer {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly text: string;
}

interface WireRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body: string | undefined;
}

const LONGEST_WAIT_MS = 60_000;
const agents = {
  'http:': new http.Agent({ keepAlive: true }),
  'https:': new https.Agent({ keepAlive: true }),
};

/** Lets go of connections that would keep the process alive. */
export function hangUp(): void {
  for (const agent of Object.values(agents)) agent.destroy();
}

/** Sends one recorded request and waits for its whole answer. The path goes out exactly as recorded. */
export function ask(
  base: string,
  request: JsonObject,
  { variables, masterKey }: { variables: Variables; masterKey: string },
): Promise<Answer> {
  return send(base, wireRequest(request, variables, masterKey));
}

/** Sends one request and waits for its whole answer. The path goes out exactly as it is. */
export function send(base: string, request: WireRequest): Promise<Answer> {
  const url = new URL(base);
  const secure = url.protocol === 'https:';
  return new Promise((resolve, reject) => {
    const body = request.body === undefined ? undefined : Buffer.from(request.body);
    const call = (secure ? https : http).request({
      host: url.hostname,
      port: url.port,
      method: request.method,
      agent: agents[secure ? 'https:' : 'http:'],
      path: url.pathname.replace(/\/$/, '') + request.path,
      headers: { ...request.headers, ...(body && { 'Content-Length': body.length }) },
    });
    call.on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text: Buffer.concat(chunks).toString('utf8'),
        }),
      );
    });
    call.setTimeout(LONGEST_WAIT_MS, () => call.destroy(new Error('no answer in 60 s')));
    call.on('error', reject);
    call.end(body);
  });
}

function wireRequest(request: JsonObject, variables: Variables, masterKey: string): WireRequest {
  const headers: Record<string, string> = {};
  const key = String(request.get('key') ?? 'master');
  if (key === 'master') headers['X-Blnk-Key'] = masterKey;
  else if (key !== 'none')
    headers['X-Blnk-Key'] = fill(key.replace(/^\$(\w+)$/, '${$1}'), variables);
  const body = bodyOf(request, variables);
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  const extra = request.get('headers');
  for (const [name, value] of extra instanceof Map ? extra : []) {
    if (value === null) delete headers[name];
    else headers[name] = fill(String(value), variables);
  }
  return {
    method: String(request.get('method')),
    path: fill(String(request.get('path')), variables),
    headers,
    body,
  };
}

function bodyOf(request: JsonObject, variables: Variables): string | undefined {
  const raw = request.get('rawBody');
  if (raw instanceof Map) {
    const part = (name: string) => fill(String(raw.get(name) ?? ''), variables);
    const times = raw.get('times');
    const count = times instanceof JsonNumber ? Number(times.raw) : 0;
    return part('start') + part('fill').repeat(count) + part('end');
  }
  if (raw !== undefined) return fill(String(raw), variables);
  const body = request.get('body');
  return body === undefined ? undefined : compact(fillAll(body, variables));
}

/** The JSON of an answer, if it is any. */
export function jsonOf(answer: Answer): JsonValue | undefined {
  try {
    return parseJson(answer.text);
  } catch {
    return undefined;
  }
}
