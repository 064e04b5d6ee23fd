import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { unreachable } from '@/lib/base/assert';
import { Armory } from './armory';
import { answerControl } from './control';
import { type Armed, type LogEntry } from './faults';
import { forward, withoutConnectionHeaders, type Answer, type Passing } from './forward';

export type FaultProxy = {
  /** What the console takes for Core. */
  url: string;
  /** Where faults are armed; see `client.ts`. */
  controlUrl: string;
  close: () => Promise<void>;
};

const LOOPBACK = '127.0.0.1';

/**
 * Starts a proxy between the console and a Core, whichever Core it is, that breaks on demand exactly
 * the requests that a test has named. Everything else passes unchanged, byte for byte in the body.
 * Ports of 0 take free ones.
 */
export async function startFaultProxy(settings: {
  coreUrl: string;
  port?: number;
  controlPort?: number;
}): Promise<FaultProxy> {
  const core = new URL(settings.coreUrl);
  const armory = new Armory();
  const server = createServer((request, response) => {
    void serve({ core, armory, request, response });
  });
  const port = await listen(server, settings.port ?? 0);

  const door = {
    // Closes the door itself, so that the console's connects are refused as by a Core that is down.
    down: () => stop(server),
    up: async () => void (server.listening || (await listen(server, port))),
  };
  const control = createServer((request, response) => {
    void answerControl({ armory, door, request, response });
  });
  const controlPort = await listen(control, settings.controlPort ?? 0);
  return {
    url: `http://${LOOPBACK}:${port}`,
    controlUrl: `http://${LOOPBACK}:${controlPort}`,
    close: async () => {
      await Promise.all([stop(server), stop(control)]);
    },
  };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, LOOPBACK, () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

type Serving = {
  core: URL;
  armory: Armory;
  request: IncomingMessage;
  response: ServerResponse;
};

async function serve({ core, armory, request, response }: Serving): Promise<void> {
  const body = await bodyOf(request).catch(() => null);
  if (body === null) return;
  const target = request.url ?? '/';
  const [path = '', query = ''] = target.split('?', 2);
  const method = request.method ?? 'GET';
  const arrival = { method, path, query, body: body.toString('utf8') };
  const armed = armory.strike(arrival);
  const entry = armory.record(arrival, armed?.id ?? null);
  const passing = { method, target, headers: request.headers, body };
  try {
    if (armed) await breakIt({ core, armory, response, entry, armed, passing });
    else await pass({ core, response, entry, passing });
  } catch {
    // Core is away, or one of the two connections broke: the console must see no made-up answer.
    response.destroy();
  }
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

async function pass(it: {
  core: URL;
  response: ServerResponse;
  entry: LogEntry;
  passing: Passing;
}) {
  const gone = new AbortController();
  it.response.once('close', () => gone.abort());
  answer(it, await ask(it, gone.signal));
}

/** Lets Core hear of it once, and keeps what it says. */
async function ask(
  { core, entry, passing }: { core: URL; entry: LogEntry; passing: Passing },
  signal?: AbortSignal,
): Promise<Answer> {
  const sentAt = Date.now();
  const real = await forward(core, passing, signal);
  entry.core.push({ status: real.status, sentAt, at: Date.now() });
  return real;
}

type Breaking = {
  core: URL;
  armory: Armory;
  response: ServerResponse;
  entry: LogEntry;
  armed: Armed;
  passing: Passing;
};

/** Does what the armed fault says. Core's part goes on even when the console has given up. */
async function breakIt(it: Breaking): Promise<void> {
  const { armory, response, armed } = it;
  const { fault } = armed;
  if (fault.kind === 'drop_request') return void response.destroy();
  if (fault.kind === 'pretend') {
    const headers = { 'content-type': 'application/json' };
    return answer(it, { status: fault.status, headers, body: Buffer.from(fault.body) });
  }
  const wait = () =>
    fault.kind !== 'hold' ? null : fault.forMs ? sleep(fault.forMs) : armory.hold(armed);
  if (fault.kind === 'hold' && fault.what === 'request') await wait();
  const real = await ask(it);
  switch (fault.kind) {
    case 'drop_answer':
      return void response.destroy();
    case 'hold':
      if (fault.what === 'answer') await wait();
      return answer(it, real);
    case 'duplicate':
      await ask(it);
      return answer(it, real);
    case 'rewrite_status': {
      const body = fault.body === undefined ? real.body : Buffer.from(fault.body);
      return answer(it, { ...real, status: fault.status, body });
    }
    case 'mangle_body':
      return answer(it, { ...real, body: Buffer.concat([Buffer.from('{"'), real.body]) });
    case 'truncate_body':
      head(it, real);
      response.write(real.body.subarray(0, Math.floor(real.body.length / 2)), () => {
        response.destroy();
      });
      return;
    case 'slow_drip':
      return drip(it, real, fault.everyMs);
    default:
      return unreachable(fault);
  }
}

type Answering = { response: ServerResponse; entry: LogEntry };

function head({ response, entry }: Answering, real: Answer): void {
  entry.status = real.status;
  response.writeHead(real.status, {
    ...withoutConnectionHeaders(real.headers),
    ...(real.status !== 204 && { 'content-length': real.body.length }),
  });
}

function answer(it: Answering, real: Answer): void {
  if (it.response.destroyed) return;
  head(it, real);
  it.response.end(real.body);
}

function drip(it: Answering, real: Answer, everyMs: number): void {
  head(it, real);
  let sent = 0;
  const timer = setInterval(() => {
    if (sent < real.body.length && !it.response.destroyed) {
      it.response.write(real.body.subarray(sent, ++sent));
      return;
    }
    clearInterval(timer);
    it.response.end();
  }, everyMs);
}
