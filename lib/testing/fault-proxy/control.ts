import { type IncomingMessage, type ServerResponse } from 'node:http';
import { z } from 'zod';
import { type Armory } from './armory';
import { armRequest } from './faults';

type Controlling = {
  armory: Armory;
  /** Opens and closes the port that the console takes for Core. */
  door: { down: () => Promise<void>; up: () => Promise<void> };
  request: IncomingMessage;
  response: ServerResponse;
};

const which = z.object({ id: z.string().optional() });

/** One request at the control port: JSON in, JSON out. 400 names what is wrong with the input. */
export async function answerControl({ armory, door, request, response }: Controlling) {
  const url = new URL(request.url ?? '/', 'http://control');
  const routes: Record<string, (body: unknown) => unknown> = {
    'POST /arm': (body) => ({ id: armory.arm(armRequest.parse(body)) }),
    'POST /disarm': (body) => void armory.disarm(which.parse(body).id),
    'POST /release': (body) => ({ released: armory.release(which.parse(body).id) }),
    'GET /armed': () => armory.list(),
    'GET /mark': () => ({ seq: armory.mark() }),
    'GET /log': () =>
      armory.log(
        Number(url.searchParams.get('after') ?? 0),
        url.searchParams.get('about') ?? undefined,
      ),
    'POST /down': () => door.down(),
    'POST /up': () => door.up(),
  };
  const route = routes[`${request.method} ${url.pathname}`];
  const reply = (status: number, body: unknown) => {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body ?? {}));
  };
  if (!route) return reply(404, { error: 'No such control.' });
  try {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString('utf8');
    reply(200, await route(text ? JSON.parse(text) : {}));
  } catch (error) {
    reply(400, { error: error instanceof z.ZodError ? z.prettifyError(error) : String(error) });
  }
}
