// @ts-check
import { freePort } from './ports.mjs';
import { ensureCluster, leftOverServer, serverCommand } from './postgres-cluster.mjs';
import { adminUrl, connectWhenReady, ensureContents } from './postgres-contents.mjs';
import { postgresHome } from './postgres-home.mjs';
import { endPart } from './process-record.mjs';
import { identify } from './process-identity.mjs';

/** Its name among the parts. */
export const POSTGRES = 'PostgreSQL';
/** How long PostgreSQL may take to write everything down before it is ended anyway. */
const GRACE_MS = 30_000;

/**
 * Starts PostgreSQL for an installation and prepares its roles and databases.
 * @param {import('./processes.mjs').Processes} processes
 * @param {{
 *   password: string,
 *   roles: import('./postgres-contents.mjs').Role[],
 *   databases: import('./postgres-contents.mjs').Database[],
 *   preferredPort?: number,
 *   expected?: boolean,
 *   durable?: boolean,
 * }} options `durable: false` for tests only: quicker, and lost when the machine fails
 * @returns {Promise<number>} the port
 */
export async function startPostgres(processes, options) {
  const { password, roles, databases, preferredPort, expected = false, durable = true } = options;
  const home = postgresHome(processes.folder);
  await ensureCluster(home, { password, durable, expected });
  const leftOver = leftOverServer(home);
  if (leftOver) await endPart({ ...identify(leftOver), name: POSTGRES, ...STOP });
  const port = await freePort(preferredPort);
  processes.start({
    name: POSTGRES,
    ...serverCommand(home, { port, durable }),
    user: home.user,
    ...STOP,
  });
  const admin = await processes.whileAlive(connectWhenReady(adminUrl(port, password)));
  try {
    await ensureContents(admin, { roles, databases });
  } finally {
    await admin.end();
  }
  return port;
}

/** A "fast" shutdown: connections are cut, everything committed is written down. */
const STOP = { stopSignal: /** @type {const} */ ('SIGINT'), graceMs: GRACE_MS };
