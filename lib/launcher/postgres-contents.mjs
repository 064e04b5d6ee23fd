// @ts-check
import pg from 'pg';
import { PlainError } from './plain-error.mjs';
import { SUPERUSER } from './postgres-cluster.mjs';

/**
 * @typedef {{ name: string, password: string }} Role
 * @typedef {{ name: string, owner: string, users: string[] }} Database `users` may connect beside
 *   the owner
 */

/**
 * The address of a database on this machine.
 * @param {{ port: number, role: Role, database: string }} parts
 */
export function localUrl({ port, role, database }) {
  return `postgres://${role.name}:${encodeURIComponent(role.password)}@127.0.0.1:${port}/${database}`;
}

/**
 * @param {number} port
 * @param {string} password
 */
export function adminUrl(port, password) {
  return localUrl({ port, role: { name: SUPERUSER, password }, database: 'postgres' });
}

/**
 * Connects as soon as the server takes connections.
 * @param {string} url
 * @returns {Promise<pg.Client>}
 */
export async function connectWhenReady(url) {
  for (;;) {
    const client = new pg.Client({ connectionString: url });
    // A connection that breaks is reported by the query that notices; an event without a listener
    // would end the process.
    client.on('error', () => {});
    try {
      await client.connect();
      return client;
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      // 57P03: the server is starting up.
      if (code !== 'ECONNREFUSED' && code !== '57P03') throw explainRefusal(error, code);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

/**
 * @param {unknown} error
 * @param {unknown} code
 */
function explainRefusal(error, code) {
  if (code !== '28P01') return error;
  return new PlainError(
    'The database does not accept the password in secrets.json: the two do not belong together. Bring the file of this installation back, or run "npm run reset" to begin anew. Nothing was changed.',
  );
}

/**
 * Makes the roles and databases that are missing, and sets the passwords to those that we know.
 * @param {pg.Client} admin
 * @param {{ roles: Role[], databases: Database[] }} wanted
 */
export async function ensureContents(admin, { roles, databases }) {
  const names = async (/** @type {string} */ sql) =>
    new Set((await admin.query(sql)).rows.map((row) => row.name));
  const knownRoles = await names('select rolname as name from pg_roles');
  for (const { name, password } of roles) {
    const verb = knownRoles.has(name) ? 'alter' : 'create';
    await admin.query(`${verb} role ${name} login password ${pg.escapeLiteral(password)}`);
  }
  const knownDatabases = await names('select datname as name from pg_database');
  for (const { name, owner, users } of databases) {
    if (!knownDatabases.has(name)) await admin.query(`create database ${name} owner ${owner}`);
    await admin.query(`revoke all on database ${name} from public`);
    if (users.length > 0)
      await admin.query(`grant connect on database ${name} to ${users.join(', ')}`);
  }
}
