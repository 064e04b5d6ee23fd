import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { ArmedFaults } from '../faults/armed';
import { readArming } from './fault-requests';
import { faultPage, type FaultPage } from './page';

/** Work that goes on behind Core's answers. */
export interface BackgroundWork {
  /** Does what is due now, at once. */
  tick(): Promise<unknown>;
  /** Whether nothing is left to do. */
  settled(): Promise<boolean>;
}

interface Controlled {
  readonly lineage: BackgroundWork;
  readonly queue: BackgroundWork;
  /** The faults that may be switched on here; undefined when none may. */
  readonly faults: ArmedFaults | undefined;
}

interface Answer {
  readonly status: number;
  /** JSON, or a page. */
  readonly body?: object | string;
  readonly location?: string;
}

/**
 * The control port: what a test or a person needs, and Core's own port does not tell. `POST /tick` does
 * all background work that is due and answers when it is done; `GET /settled` says `{"settled": true}`
 * when none is left. Where faults are allowed, `/` is their page, and `GET /faults`, `POST /faults`,
 * `DELETE /faults/ID` do the same for programs. It answers only those who call it by its own name, so
 * that no page in a browser can reach it.
 */
export function controlServer(controlled: Controlled): Server {
  return createServer((request, response) => {
    run(request, controlled)
      .catch((error: unknown): Answer => ({ status: 500, body: { error: String(error) } }))
      .then(({ status, body, location }) => {
        const isPage = typeof body === 'string';
        response.writeHead(status, {
          'Content-Type': isPage ? 'text/html; charset=utf-8' : 'application/json',
          'Cache-Control': 'no-store',
          ...(isPage && { 'Content-Security-Policy': PAGE_POLICY }),
          ...(location && { Location: location }),
        });
        response.end(isPage ? body : body && `${JSON.stringify(body)}\n`);
      });
  });
}

const PAGE_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'";

async function run(request: IncomingMessage, controlled: Controlled): Promise<Answer> {
  if (isForeign(request)) {
    return { status: 403, body: { error: 'The control port answers only on its own address.' } };
  }
  switch (`${request.method} ${request.url}`) {
    case 'POST /tick':
      await controlled.queue.tick();
      await controlled.lineage.tick();
      return { status: 200, body: { ticked: true } };
    case 'GET /settled':
      return {
        status: 200,
        body: {
          settled: (await controlled.queue.settled()) && (await controlled.lineage.settled()),
        },
      };
  }
  const answer = controlled.faults && (await runFaults(request, controlled.faults));
  return answer ?? { status: 404, body: { error: 'The control port does not know this.' } };
}

/** A page elsewhere in a browser shows itself by its origin, or by a name that only leads here. */
function isForeign({ headers }: IncomingMessage): boolean {
  const { host = '', origin } = headers;
  if (!/^(?:127\.0\.0\.1|localhost)(?::\d+)?$/.test(host)) return true;
  return origin !== undefined && origin !== `http://${host}`;
}

async function runFaults(
  request: IncomingMessage,
  faults: ArmedFaults,
): Promise<Answer | undefined> {
  const { method, url = '' } = request;
  const page = (refused?: FaultPage['refused']) =>
    faultPage({ armed: faults.list(), seed: faults.seed, refused });
  const off = /^\/faults\/(\d+)(\/off)?$/.exec(url);
  if (method === 'GET' && url === '/') return { status: 200, body: page() };
  if (method === 'GET' && url === '/faults') {
    return { status: 200, body: { seed: faults.seed, armed: faults.list() } };
  }
  if (method === 'POST' && url === '/faults') {
    const isForm = isFormBody(request);
    const given = await fieldsOf(request);
    const arming = readArming(given);
    if (typeof arming === 'string') {
      return {
        status: 400,
        body: isForm
          ? page({ problem: arming, given: given as Record<string, string> })
          : { error: arming },
      };
    }
    const id = faults.arm(arming);
    return isForm ? { status: 303, location: '/' } : { status: 201, body: { id } };
  }
  if (off && method === (off[2] ? 'POST' : 'DELETE')) {
    const wasThere = faults.disarm(Number(off[1]));
    if (off[2]) return { status: 303, location: '/' };
    return wasThere ? { status: 204 } : { status: 404, body: { error: 'There is no such fault.' } };
  }
  return undefined;
}

const isFormBody = ({ headers }: IncomingMessage): boolean =>
  headers['content-type']?.startsWith('application/x-www-form-urlencoded') ?? false;

const LONGEST = 64 * 1024;

async function fieldsOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LONGEST) throw new Error('The body is too long.');
    chunks.push(chunk);
  }
  const text = Buffer.concat(chunks).toString('utf8');
  if (isFormBody(request)) return Object.fromEntries(new URLSearchParams(text));
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
