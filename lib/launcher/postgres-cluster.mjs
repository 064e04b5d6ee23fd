// @ts-check
import {
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { PlainError } from './plain-error.mjs';
import { commandOf } from './process-identity.mjs';
import { runProgram } from './tools.mjs';

/** @typedef {import('./postgres-home.mjs').PostgresHome} PostgresHome */

/** The role that made the cluster; used only to prepare roles and databases. */
export const SUPERUSER = 'counterfoil_admin';

/** PostgreSQL is told everything by us: none of the machine's own PG* variables reach it. */
const BARE_ENV = { PATH: process.env.PATH, TZ: 'UTC', LC_ALL: 'C' };

/**
 * Runs a program of PostgreSQL's to its end, as the user who owns the cluster.
 * @param {PostgresHome} home
 * @param {string} name
 * @param {string[]} args
 */
function runPostgresProgram({ bin, user }, name, args) {
  return runProgram(path.join(bin, name), args, { env: BARE_ENV, cwd: '/', user });
}

/**
 * Makes a new, empty cluster. It is made beside its place and moved there when it is whole, so that
 * an interruption leaves no half of one.
 * @param {PostgresHome} home
 * @param {{ password: string, durable: boolean }} options
 */
async function makeCluster(home, { password, durable }) {
  const draft = `${home.data}.new`;
  const passwordFile = `${home.data}.password`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(path.dirname(home.data), { recursive: true });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (home.user) chownSync(passwordFile, home.user.uid, home.user.gid);
  try {
    const { code, output } = await runPostgresProgram(home, 'initdb', [
      `--pgdata=${draft}`,
      `--username=${SUPERUSER}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      ...(durable ? [] : ['--no-sync']),
    ]);
    if (code !== 0) {
      throw new PlainError(
        `A new database could not be made. PostgreSQL said:\n\n${output.trim()}`,
      );
    }
  } finally {
    rmSync(passwordFile, { force: true });
  }
  renameSync(draft, home.data);
}

/**
 * @param {PostgresHome} home
 * @returns {Promise<number>} the major version of the installed PostgreSQL
 */
async function installedMajor(home) {
  const { output } = await runPostgresProgram(home, 'postgres', ['--version']);
  const major = /\(PostgreSQL\) (\d+)/.exec(output)?.[1];
  if (!major)
    throw new PlainError(`The installed PostgreSQL does not run here:\n\n${output.trim()}`);
  return Number(major);
}

/**
 * Makes sure that there is a cluster of the right version.
 * @param {PostgresHome} home
 * @param {{ password: string, durable: boolean, expected: boolean }} options `expected`: there
 *   was one at the last start, so that none now means loss and not a beginning
 */
export async function ensureCluster(home, { password, durable, expected }) {
  if (!existsSync(home.data)) {
    if (expected) {
      throw new PlainError(
        `The database of this installation should be in ${home.data}, and there is nothing. Bring it back from a backup, or run "npm run reset" to begin anew.`,
      );
    }
    return makeCluster(home, { password, durable });
  }
  const versionFile = path.join(home.data, 'PG_VERSION');
  if (!existsSync(versionFile) || !existsSync(path.join(home.data, 'global', 'pg_control'))) {
    throw new PlainError(
      `The database in ${home.data} is damaged: files without which PostgreSQL cannot start are missing. Nothing was changed. Bring it back from a backup, or run "npm run reset" to begin anew.`,
    );
  }
  const [found, installed] = [
    Number(readFileSync(versionFile, 'utf8')),
    await installedMajor(home),
  ];
  if (found !== installed) {
    throw new PlainError(
      `The database in ${home.data} was made by PostgreSQL ${found}, and this version brings PostgreSQL ${installed}. Nothing was changed. Start it with the version of Counterfoil that made it, or move its contents with pg_dump.`,
    );
  }
}

/**
 * The process that still serves this cluster, left over by a launcher that was killed. A pid file
 * whose number belongs to something else by now is removed, since PostgreSQL would take that for a
 * server and refuse to start.
 * @param {PostgresHome} home
 * @returns {number | undefined}
 */
export function leftOverServer({ data }) {
  const file = path.join(data, 'postmaster.pid');
  if (!existsSync(file)) return undefined;
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
  const command = Number.isInteger(pid) && pid > 0 ? commandOf(pid) : '';
  if (command.includes('postgres') && command.includes(data)) return pid;
  rmSync(file, { force: true });
  return undefined;
}

/**
 * What starts the server.
 * @param {PostgresHome} home
 * @param {{ port: number, durable: boolean }} options
 * @returns {{ program: string, args: string[], env: Record<string, string | undefined>, cwd: string }}
 */
export function serverCommand(home, { port, durable }) {
  const settings = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    timezone: 'UTC',
    log_timezone: 'UTC',
    max_connections: 100,
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  };
  return {
    program: path.join(home.bin, 'postgres'),
    args: [
      ...['-D', home.data],
      ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ],
    env: BARE_ENV,
    cwd: home.data,
  };
}
