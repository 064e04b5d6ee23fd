// @ts-check
// `npm run reset`: deletes what this installation has stored, after asking.
import { createInterface } from 'node:readline/promises';
import { preflightOrExit } from './preflight.mjs';

preflightOrExit();
const { existsSync, rmSync } = await import('node:fs');
const { default: path } = await import('node:path');
const { dataRoot } = await import('./paths.mjs');
const { openDataFolder } = await import('./data-folder.mjs');
const { PlainError, printReason } = await import('./plain-error.mjs');
const { clusterFolder, removeCluster } = await import('./postgres-home.mjs');

const folder = path.join(dataRoot, 'main');

/** @returns {Promise<boolean>} */
async function isMeant() {
  if (process.argv.includes('--yes')) return true;
  if (!process.stdin.isTTY) {
    throw new PlainError(
      'Nothing was deleted: run it on a terminal, or say "npm run reset -- --yes".',
    );
  }
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question(
    `This deletes people, changes, the audit trail and the sandbox's data in\n  ${folder}\n  ${clusterFolder(folder)}\nThere is no way back. Type "delete" to go on: `,
  );
  terminal.close();
  return answer.trim() === 'delete';
}

async function reset() {
  if (!existsSync(folder)) {
    console.log('There is nothing to delete.');
    return;
  }
  if (!(await isMeant())) {
    console.log('Nothing was deleted.');
    return;
  }
  await openDataFolder('main');
  removeCluster(folder);
  rmSync(folder, { recursive: true, force: true });
  console.log('Everything is deleted. "npm start" begins anew.');
}

try {
  await reset();
} catch (error) {
  printReason(error);
  process.exitCode = 1;
}
