// @ts-check
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { PlainError } from './plain-error.mjs';
import { canRunApp } from './preflight.mjs';

/** The folder of the project. */
export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');
/** Everything that a running installation stores; never part of the repository. */
export const dataRoot = path.join(root, '.data');

/**
 * A path inside the project.
 * @param {...string} parts
 */
export const inRoot = (...parts) => path.join(root, ...parts);

/**
 * `PATH` without the tools of this project, so that npm is run by the Node that the machine has and
 * not by one that npm is about to replace.
 */
export function outsidePath() {
  return (process.env.PATH ?? '')
    .split(path.delimiter)
    .filter((folder) => !folder.endsWith(`${path.sep}node_modules${path.sep}.bin`))
    .join(path.delimiter);
}

/**
 * The Node that runs the app: the one installed with the dependencies where there is one, else the
 * one that runs this.
 */
export function appNode() {
  const installed = inRoot('node_modules', '.bin', 'node');
  if (existsSync(installed)) return installed;
  if (canRunApp(process.versions.node)) return process.execPath;
  throw new PlainError(
    `This is Node ${process.versions.node}, and the newer Node that belongs to the app could not be installed. Install Node 24 (https://nodejs.org) and run the command again.`,
  );
}
