// @ts-check
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { readJson } from './files.mjs';
import { errorCode } from './plain-error.mjs';
import { identify, isIdentity, isRunning } from './process-identity.mjs';

/**
 * The lock of an installation's folder: a file naming the process that holds it. Only its appearance
 * under its final name counts, and that is one step of the file system.
 * @param {string} folder
 */
const lockFile = (folder) => path.join(folder, 'launcher.json');

/**
 * The process that runs the installation in this folder, if one does.
 * @param {string} folder
 */
export function holderOf(folder) {
  const holder = readJson(lockFile(folder));
  return isIdentity(holder) && isRunning(holder) ? holder : undefined;
}

/**
 * Takes the lock for this process. A lock whose process is gone is taken over.
 * @param {string} folder
 * @returns {{ release: () => void } | { heldBy: import('./process-identity.mjs').ProcessIdentity }}
 */
export function takeLock(folder) {
  const file = lockFile(folder);
  const mine = `${file}.${process.pid}`;
  writeFileSync(mine, JSON.stringify(identify(process.pid)), { mode: 0o600 });
  try {
    for (;;) {
      try {
        linkSync(mine, file);
        return { release: () => rmSync(file, { force: true }) };
      } catch (error) {
        if (errorCode(error) !== 'EEXIST') throw error;
      }
      const holder = holderOf(folder);
      if (holder) return { heldBy: holder };
      removeStale(file);
    }
  } finally {
    rmSync(mine, { force: true });
  }
}

/**
 * Removes a lock whose process is gone. If another start was quicker and it is that one's lock by
 * now, it is put back.
 * @param {string} file
 */
function removeStale(file) {
  const aside = `${file}.${process.pid}.old`;
  try {
    renameSync(file, aside);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return;
    throw error;
  }
  const holder = readJson(aside);
  if (isIdentity(holder) && isRunning(holder)) writeFileSync(file, readFileSync(aside));
  rmSync(aside, { force: true });
}
