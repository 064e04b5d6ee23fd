// @ts-check
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { dataRoot } from './paths.mjs';
import { startPostgres } from './postgres.mjs';
import { adminUrl } from './postgres-contents.mjs';
import { removeCluster } from './postgres-home.mjs';
import { Processes } from './processes.mjs';

/**
 * Lends a PostgreSQL that is made for this and thrown away afterwards, without care for its data.
 * @template Result
 * @param {string} name
 * @param {(url: string) => Promise<Result>} use gets the address of its superuser
 * @returns {Promise<Result>}
 */
export async function withPostgres(name, use) {
  const folder = path.join(dataRoot, `${name}-${process.pid}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const processes = new Processes(folder);
  try {
    const password = name;
    const empty = { password, roles: [], databases: [], durable: false };
    const port = await startPostgres(processes, empty);
    return await use(adminUrl(port, password));
  } finally {
    await processes.stop();
    removeCluster(folder);
    rmSync(folder, { recursive: true, force: true });
  }
}
