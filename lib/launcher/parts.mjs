// @ts-check
import path from 'node:path';
import { evidenceKeyFile } from './evidence-key.mjs';
import { appNode, inRoot } from './paths.mjs';
import { localUrl } from './postgres-contents.mjs';

/**
 * @typedef {import('./settings.mjs').Settings} Settings
 * @typedef {import('./secrets.mjs').Secrets} Secrets
 * @typedef {import('./data-folder.mjs').Ports} Ports
 * @typedef {Record<string, string | undefined>} Variables
 */

/** How our own TypeScript is run: server modules expect the condition that Next sets too. */
const TYPESCRIPT = ['--import', 'tsx', '--conditions=react-server'];

/** What is stored for a sandbox and for a real Core never meets in one database. */
const DATABASES = { sandbox: 'counterfoil_sandbox', real: 'counterfoil' };
const SANDBOX_DATABASE = 'sandbox_core';
const SANDBOX_ROLE = 'sandbox_core';

/**
 * What the sandbox Core needs in a PostgreSQL: one role, and a database that belongs to it.
 * @param {string} password
 */
export function sandboxContents(password) {
  return {
    roles: [{ name: SANDBOX_ROLE, password }],
    databases: [{ name: SANDBOX_DATABASE, owner: SANDBOX_ROLE, users: [] }],
  };
}

/**
 * The roles and databases that an installation has in a PostgreSQL of its own.
 * @param {Settings} settings
 * @param {Secrets} secrets
 */
export function contentsFor(settings, secrets) {
  const roles = {
    owner: { name: 'counterfoil_owner', password: secrets.owner },
    app: { name: 'counterfoil_app', password: secrets.app },
  };
  const ours = { name: DATABASES[settings.mode], owner: roles.owner.name, users: [roles.app.name] };
  const sandbox = settings.mode === 'sandbox' ? sandboxContents(secrets.sandbox) : undefined;
  return {
    app: roles.app,
    owner: roles.owner,
    roles: [roles.owner, roles.app, ...(sandbox?.roles ?? [])],
    databases: [...(settings.databaseUrl ? [] : [ours]), ...(sandbox?.databases ?? [])],
  };
}

/**
 * What every process of the app is told. Variables that are not for it are emptied rather than left
 * out, because Next reads `.env` by itself.
 * @param {{ settings: Settings, secrets: Secrets, ports: Ports, dev: boolean, folder: string }} installation
 * @returns {Variables}
 */
export function appVariables(installation) {
  const { settings, secrets, ports, dev } = installation;
  const { app } = contentsFor(settings, secrets);
  const local = { port: ports.postgres ?? 0, database: DATABASES[settings.mode] };
  return {
    ...process.env,
    NODE_ENV: dev ? 'development' : 'production',
    NEXT_TELEMETRY_DISABLED: '1',
    COUNTERFOIL_MODE: settings.mode,
    HOST: settings.host,
    PORT: String(settings.port),
    PUBLIC_URL: settings.publicUrl,
    ALLOW_REMOTE_DEMO: settings.allowRemoteDemo ? '1' : '0',
    AUTH_SECRET: settings.authSecret ?? secrets.authSecret,
    CORE_URL: settings.coreUrl ?? `http://127.0.0.1:${ports.sandbox}`,
    CORE_KEY: settings.mode === 'real' ? (settings.coreKey ?? '') : secrets.sandboxKey,
    DATABASE_URL: settings.databaseUrl ?? localUrl({ ...local, role: app }),
    DATABASE_OWNER_URL: '',
    ...evidencePlaces(installation),
    EVIDENCE_KEY: '',
    EVIDENCE_KEY_FILE: '',
  };
}

/**
 * Where checkpoints are copied to. Everybody may know it: the web server reads anchors to compare.
 * @param {{ settings: Settings, folder: string }} installation
 */
function evidencePlaces({ settings: { evidence }, folder }) {
  return {
    EVIDENCE_ANCHOR_FILE: evidence.anchorFile ?? path.join(folder, 'anchors.txt'),
    EVIDENCE_ANCHOR_GIT: evidence.anchorGit ?? '',
  };
}

/**
 * What the worker is told beside: the key that signs the log. Nobody else can read it.
 * @param {Parameters<typeof appVariables>[0]} installation
 * @returns {Variables}
 */
export function workerVariables(installation) {
  const { key, keyFile } = installation.settings.evidence;
  return {
    ...appVariables(installation),
    EVIDENCE_KEY: key ?? '',
    EVIDENCE_KEY_FILE: key ? '' : (keyFile ?? evidenceKeyFile(installation.folder)),
  };
}

/**
 * What the preparation of the database is told beside: the role that owns the tables.
 * @param {Parameters<typeof appVariables>[0]} installation
 * @returns {Variables}
 */
export function preparationVariables(installation) {
  const { settings, secrets, ports } = installation;
  const { owner } = contentsFor(settings, secrets);
  const local = { port: ports.postgres ?? 0, database: DATABASES[settings.mode] };
  const own = settings.databaseUrl ? '' : localUrl({ ...local, role: owner });
  return {
    ...appVariables(installation),
    DATABASE_OWNER_URL: settings.databaseOwnerUrl ?? own,
  };
}

/**
 * @param {string} script
 * @param {Variables} env
 */
export function typescriptCommand(script, env) {
  return { program: appNode(), args: [...TYPESCRIPT, inRoot(script)], env };
}

/**
 * The address of the sandbox Core's database.
 * @param {number} port of PostgreSQL
 * @param {string} password of the sandbox's role
 */
export function sandboxDatabaseUrl(port, password) {
  return localUrl({ port, role: { name: SANDBOX_ROLE, password }, database: SANDBOX_DATABASE });
}

/**
 * @param {{ ports: Ports, key: string, password: string, seed: boolean, faults?: boolean }} sandbox
 */
export function sandboxCommand({ ports, key, password, seed, faults = false }) {
  return typescriptCommand('lib/sandbox/main.ts', {
    ...process.env,
    TZ: 'UTC',
    CORE_KEY: key,
    SANDBOX_PORT: String(ports.sandbox),
    SANDBOX_CONTROL_PORT: String(ports.control),
    SANDBOX_SEED: seed ? '1' : '',
    SANDBOX_FAULTS: faults ? '1' : '',
    SANDBOX_DATABASE_URL: sandboxDatabaseUrl(ports.postgres ?? 0, password),
  });
}

/**
 * @param {Settings} settings
 * @param {{ env: Variables, dev: boolean }} options
 */
export function webCommand({ host, port }, { env, dev }) {
  const next = inRoot('node_modules', 'next', 'dist', 'bin', 'next');
  const args = [next, dev ? 'dev' : 'start', '-H', host, '-p', String(port)];
  return { program: appNode(), args, env, show: dev };
}
