// @ts-check
import { chmodSync, existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { readJson, writeJson } from './files.mjs';
import { takeLock } from './lock.mjs';
import { dataRoot } from './paths.mjs';
import { PlainError } from './plain-error.mjs';
import { clusterFolder } from './postgres-home.mjs';
import { endRecorded, readRecord, removeRecord } from './process-record.mjs';
import { writing } from './writable.mjs';

/**
 * The ports of a running installation, for people and for whoever looks from outside.
 * @typedef {{ web?: number, postgres?: number, sandbox?: number, control?: number }} Ports
 */

/** What `dataRoot` is for, as people are told when it cannot be. */
export const STORES = 'Counterfoil stores everything';

/**
 * Makes an installation's folder, closed to others, and takes its lock. What an earlier launcher left
 * running is ended.
 * @param {string} name such as `main`
 * @returns {Promise<{ folder: string, release: () => void }>}
 */
export async function openDataFolder(name) {
  const folder = path.join(dataRoot, name);
  const lock = writing(STORES, dataRoot, () => {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    chmodSync(dataRoot, 0o700);
    return takeLock(folder);
  });
  if ('heldBy' in lock) {
    const { web } = readPorts(folder);
    throw new PlainError(
      `Counterfoil is already running here (process ${lock.heldBy.pid}${web ? `, port ${web}` : ''}). Stop it first, or use that one.`,
    );
  }
  const record = readRecord(folder);
  if (record) await endRecorded(record);
  removeRecord(folder);
  return { folder, release: lock.release };
}

/** @param {string} folder */
const portsFile = (folder) => path.join(folder, 'ports.json');

/**
 * @param {string} folder
 * @returns {Ports}
 */
export function readPorts(folder) {
  const found = readJson(portsFile(folder));
  return typeof found === 'object' && found !== null ? found : {};
}

/**
 * @param {string} folder
 * @param {Ports} ports
 */
export function writePorts(folder, ports) {
  writeJson(portsFile(folder), ports);
}

/** @param {string} folder */
const noteFile = (folder) => path.join(folder, 'database.json');

/**
 * Whether a database was made for this installation before. Where it should be now must be where it
 * was made: root and other users, and moved folders, keep theirs in different places.
 * @param {string} folder
 */
export function hasDatabase(folder) {
  if (!existsSync(noteFile(folder))) return false;
  const note = /** @type {{ where?: string } | undefined} */ (readJson(noteFile(folder)));
  const where = clusterFolder(folder);
  if (note?.where && note.where !== where && path.isAbsolute(note.where)) {
    throw new PlainError(
      `The database of this installation is in ${note.where}, made when it ran elsewhere or as another user. Nothing was changed. Start it as before, or move that folder to ${where} and delete ${noteFile(folder)}.`,
    );
  }
  return true;
}

/**
 * Writes down that the database has been made, and where.
 * @param {string} folder
 */
export function noteDatabase(folder) {
  writeJson(noteFile(folder), { where: clusterFolder(folder) });
}
