// @ts-check
import { hasDatabase, noteDatabase, readPorts, writePorts } from './data-folder.mjs';
import { makeEvidenceKey } from './evidence-key.mjs';
import { checkDatabase, noticeCore } from './external.mjs';
import {
  appVariables,
  contentsFor,
  preparationVariables,
  sandboxCommand,
  typescriptCommand,
  webCommand,
  workerVariables,
} from './parts.mjs';
import { PlainError } from './plain-error.mjs';
import { freePort } from './ports.mjs';
import { startPostgres } from './postgres.mjs';
import { step } from './progress.mjs';
import { answers, lineIn } from './ready.mjs';
import { readOrMakeSecrets } from './secrets.mjs';
import { runProgram } from './tools.mjs';

/**
 * @typedef {import('./processes.mjs').Processes} Processes
 * @typedef {{
 *   settings: import('./settings.mjs').Settings,
 *   secrets: import('./secrets.mjs').Secrets,
 *   ports: import('./data-folder.mjs').Ports,
 *   dev: boolean,
 *   folder: string,
 * }} Installation
 */

/**
 * Starts our own PostgreSQL, if anything of this installation is to be stored in it.
 * @param {Processes} processes
 * @param {Installation} installation
 * @param {boolean} hadDatabase
 */
async function startDatabase(processes, { settings, secrets, ports }, hadDatabase) {
  const { roles, databases } = contentsFor(settings, secrets);
  if (databases.length === 0) return;
  ports.postgres = await step('Starting PostgreSQL', () =>
    startPostgres(processes, {
      password: secrets.admin,
      roles,
      databases,
      preferredPort: ports.postgres,
      expected: hadDatabase,
    }),
  );
  noteDatabase(processes.folder);
}

/**
 * @param {Processes} processes
 * @param {Installation} installation
 */
async function startSandbox(processes, { settings, secrets, ports }) {
  if (settings.mode !== 'sandbox') return;
  const command = sandboxCommand({
    ports,
    key: secrets.sandboxKey,
    password: secrets.sandbox,
    seed: true,
  });
  processes.start({ name: 'Sandbox Core', ...command });
  await processes.whileAlive(lineIn(processes.logFile('Sandbox Core'), /^ready /));
}

/** @param {Installation} installation */
async function prepare(installation) {
  const { settings } = installation;
  if (settings.databaseUrl) await checkDatabase('DATABASE_URL', settings.databaseUrl);
  if (settings.databaseOwnerUrl)
    await checkDatabase('DATABASE_OWNER_URL', settings.databaseOwnerUrl);
  const { program, args, env } = typescriptCommand(
    'lib/worker/prepare.ts',
    preparationVariables(installation),
  );
  const { code, output } = await runProgram(program, args, { env });
  if (code !== 0) throw new PlainError(output.trim());
}

/**
 * @param {Processes} processes
 * @param {Installation} installation
 */
async function startApp(processes, installation) {
  const { settings, ports, dev } = installation;
  const env = appVariables(installation);
  const workerEnv = workerVariables(installation);
  processes.start({ name: 'Worker', ...typescriptCommand('lib/worker/main.ts', workerEnv) });
  processes.start({ name: 'Web server', ...webCommand(settings, { env, dev }) });
  ports.web = settings.port;
  const host = { '0.0.0.0': '127.0.0.1', '::': '[::1]' }[settings.host] ?? settings.host;
  const reachable = host.includes(':') && !host.startsWith('[') ? `[${host}]` : host;
  await step('Starting the console', () =>
    processes.whileAlive(
      Promise.all([
        lineIn(processes.logFile('Worker'), /^ready$/),
        answers(`http://${reachable}:${settings.port}/api/health`),
      ]),
    ),
  );
}

/**
 * Starts everything that an installation consists of, in the order in which one needs the other.
 * @param {Processes} processes
 * @param {{ settings: Installation['settings'], dev: boolean }} options
 */
export async function startInstallation(processes, { settings, dev }) {
  const { folder } = processes;
  const hadDatabase = hasDatabase(folder);
  const secrets = readOrMakeSecrets(folder, !hadDatabase);
  const { postgres, sandbox, control } = readPorts(folder);
  const installation = { settings, secrets, dev, folder, ports: { postgres, sandbox, control } };
  if (!settings.evidence.key && !settings.evidence.keyFile) makeEvidenceKey(folder);
  await startDatabase(processes, installation, hadDatabase);
  if (settings.mode === 'sandbox') {
    installation.ports.sandbox = await freePort(sandbox);
    installation.ports.control = await freePort(control);
  }
  const withSamples = settings.mode === 'sandbox' && !hadDatabase;
  await step(`Preparing the databases${withSamples ? ' and filling in sample data' : ''}`, () =>
    Promise.all([
      startSandbox(processes, installation),
      prepare(installation),
      settings.coreUrl ? noticeCore(settings.coreUrl) : undefined,
    ]),
  );
  await startApp(processes, installation);
  writePorts(folder, installation.ports);
}
