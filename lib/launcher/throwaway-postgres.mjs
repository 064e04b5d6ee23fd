// @ts-check
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { dataRoot } from './paths.mjs';
import { POSTGRES, startPostgres } from './postgres.mjs';
import { adminUrl } from './postgres-contents.mjs';
import { clusterFolder, postgresHome, removeCluster } from './postgres-home.mjs';
import { Processes } from './processes.mjs';
import { mountSmallDisk } from './small-disk.mjs';

/**
 * A PostgreSQL that is lent to a test.
 * @typedef {{
 *   url: string,
 *   folder: string,
 *   stop: () => Promise<void>,
 *   start: () => Promise<void>,
 * }} LentPostgres `url`: of its superuser. `folder`: on the disk where its data is. It can be stopped as by an
 *   operator, and started again; one that has died can be started again too.
 */

/**
 * Lends a PostgreSQL that is made for this and thrown away afterwards, without care for its data.
 * @template Result
 * @param {string} name
 * @param {(url: string) => Promise<Result>} use gets the address of its superuser
 * @returns {Promise<Result>}
 */
export function withPostgres(name, use) {
  return lendPostgres({ name }, ({ url }) => use(url));
}

/**
 * As `withPostgres`, for tests that bring it down.
 * @template Result
 * @param {{ name: string, diskMb?: number }} wanted `diskMb`: on a disk of its own that is so small
 * @param {(lent: LentPostgres) => Promise<Result>} use
 * @returns {Promise<Result>}
 * @throws PlainError when a disk of its own is not to be had here.
 */
export async function lendPostgres({ name, diskMb }, use) {
  const folder = path.join(dataRoot, `${name}-${process.pid}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const disk = diskMb === undefined ? null : mountSmallDisk(postgresHome(folder), diskMb);
  const processes = new Processes(folder);
  try {
    const password = name;
    const start = async (/** @type {number | undefined} */ preferredPort) => {
      const empty = { password, roles: [], databases: [], durable: false, preferredPort };
      const port = await startPostgres(processes, empty);
      processes.mayEnd(POSTGRES);
      return port;
    };
    const port = await start(undefined);
    return await use({
      url: adminUrl(port, password),
      folder: path.dirname(clusterFolder(folder)),
      stop: () => processes.end(POSTGRES),
      start: async () => {
        await processes.end(POSTGRES);
        await start(port);
      },
    });
  } finally {
    await processes.stop();
    disk?.unmount();
    removeCluster(folder);
    rmSync(folder, { recursive: true, force: true });
  }
}
