// @ts-check
import { createServer } from 'node:net';
import { errorCode } from './plain-error.mjs';

/**
 * Tries to listen, and stops again.
 * @param {string} host
 * @param {number} port 0 for any free one
 * @returns {Promise<number>} the port
 */
function listenOnce(host, port) {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen({ host, port, exclusive: true }, () => {
      const address = /** @type {import('node:net').AddressInfo} */ (server.address());
      server.close(() => resolve(address.port));
    });
  });
}

/**
 * Why nothing can listen there: the code of the system's error, or `undefined` when something can.
 * @param {string} host
 * @param {number} port
 * @returns {Promise<string | undefined>}
 */
export function whyNotFree(host, port) {
  return listenOnce(host, port).then(
    () => undefined,
    (error) => errorCode(error) || String(error),
  );
}

/**
 * A free port of this machine's loopback address: the preferred one, as long as nobody else took
 * it, so that an address stays the same from one start to the next.
 * @param {number} [preferred]
 */
export async function freePort(preferred) {
  if (preferred && !(await whyNotFree('127.0.0.1', preferred))) return preferred;
  return listenOnce('127.0.0.1', 0);
}
