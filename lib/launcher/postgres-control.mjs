// @ts-check
import { createServer } from 'node:http';

/** @typedef {import('./throwaway-postgres.mjs').LentPostgres} LentPostgres */

/**
 * Lets another process stop and start a PostgreSQL that is lent: `POST /stop` and `POST /start`, each answered once
 * it is done.
 * @param {LentPostgres} lent
 * @returns {Promise<{ url: string, close: () => void }>}
 */
export async function controlPostgres({ stop, start }) {
  const routes = /** @type {Record<string, () => Promise<void>>} */ ({
    '/stop': stop,
    '/start': start,
  });
  const server = createServer((request, response) => {
    const work = routes[request.url ?? ''];
    if (!work) return void response.writeHead(404).end();
    work().then(
      () => response.writeHead(204).end(),
      (error) => response.writeHead(500).end(String(error)),
    );
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    url: `http://127.0.0.1:${port}`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
