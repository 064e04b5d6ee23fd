import { createServer, type IncomingMessage, type Server } from 'node:http';

/** Work that goes on behind Core's answers. */
export interface BackgroundWork {
  /** Does what is due now, at once. */
  tick(): Promise<unknown>;
  /** Whether nothing is left to do. */
  settled(): Promise<boolean>;
}

interface Workers {
  readonly lineage: BackgroundWork;
  readonly queue: BackgroundWork;
}

/**
 * The control port: what a test needs to know about the sandbox and Core's own port does not tell.
 * `POST /tick` does all background work that is due and answers when it is done; `GET /settled` says
 * `{"settled": true}` when none is left.
 */
export function controlServer({ lineage, queue }: Workers): Server {
  const run = async (request: IncomingMessage): Promise<{ status: number; body: object }> => {
    switch (`${request.method} ${request.url}`) {
      case 'POST /tick':
        await queue.tick();
        await lineage.tick();
        return { status: 200, body: { ticked: true } };
      case 'GET /settled':
        return {
          status: 200,
          body: { settled: (await queue.settled()) && (await lineage.settled()) },
        };
      default:
        return {
          status: 404,
          body: { error: 'The control port knows POST /tick and GET /settled.' },
        };
    }
  };
  return createServer((request, response) => {
    run(request)
      .catch((error: unknown) => ({ status: 500, body: { error: String(error) } }))
      .then(({ status, body }) => {
        response.writeHead(status, { 'Content-Type': 'application/json' });
        response.end(`${JSON.stringify(body)}\n`);
      });
  });
}
