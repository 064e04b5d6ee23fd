// @ts-check
import path from 'node:path';
import { makeEvidenceKey } from './evidence-key.mjs';
import {
  appVariables,
  contentsFor,
  preparationVariables,
  sandboxCommand,
  typescriptCommand,
  webCommand,
  workerVariables,
} from './parts.mjs';
import { appNode, inRoot } from './paths.mjs';
import { PlainError } from './plain-error.mjs';
import { freePort } from './ports.mjs';
import { startPostgres } from './postgres.mjs';
import { answers, lineIn } from './ready.mjs';
import { toSettings } from './settings.mjs';
import { runProgram } from './tools.mjs';

/**
 * Where a test finds what runs. `coreUrl` is Core itself, for what a test makes and looks up; the
 * console reaches it only through the fault proxy.
 * @typedef {{
 *   baseUrl: string,
 *   coreUrl: string,
 *   coreKey: string,
 *   proxyControlUrl: string,
 *   workerPidFile: string,
 *   sessions: string,
 *   isRealCore: boolean,
 * }} Stack
 * @typedef {import('./processes.mjs').Processes} Processes
 */

/** Passwords of a cluster that lives as long as the tests. */
const SECRETS = {
  authSecret: 'only-for-end-to-end-tests-only-for-them',
  sandboxKey: 'end-to-end-master-key',
  admin: 'e2e-admin',
  owner: 'e2e-owner',
  app: 'e2e-app',
  sandbox: 'e2e-sandbox',
};

/** The protocol at a pace at which a test can see settling end. */
const TIMING = {
  sendBudgetMs: 1_000,
  writeLimitMs: 2_000,
  leaseMs: 5_000,
  firstSendMs: 4_000,
  patienceMs: 3_000,
  tickMs: 200,
  resendAfterMs: 1_000,
  resendWindowMs: 5_000,
  settleMs: 8_000,
  readSoonMs: 100,
  readEveryMs: 300,
  waitEveryMs: 1_000,
  // Only when a test asks for it: others count the questions to Core.
  sweepRecentEveryMs: 86_400_000,
};
const LINEAGE_TICK_MS = '50';

/**
 * @param {Processes} processes
 * @param {{ port: number, postgres: number }} options
 */
async function startSandbox(processes, { port, postgres }) {
  const command = sandboxCommand({
    ports: { postgres, sandbox: port, control: await freePort() },
    key: SECRETS.sandboxKey,
    password: SECRETS.sandbox,
    seed: false,
  });
  const env = { ...command.env, SANDBOX_TICK_MS: LINEAGE_TICK_MS };
  processes.start({ name: 'Sandbox Core', ...command, env });
  await processes.whileAlive(lineIn(processes.logFile('Sandbox Core'), /^ready /));
  return `http://127.0.0.1:${port}`;
}

/**
 * @param {Processes} processes
 * @param {string} coreUrl
 */
async function startProxy(processes, coreUrl) {
  const command = typescriptCommand('lib/testing/fault-proxy/main.ts', process.env);
  const args = [...command.args, '--core', coreUrl];
  processes.start({ name: 'Fault proxy', ...command, args });
  const line = await processes.whileAlive(lineIn(processes.logFile('Fault proxy'), /^\{/));
  return /** @type {{ url: string, controlUrl: string }} */ (JSON.parse(line));
}

/**
 * The worker under a keeper that starts it again when a test has killed it.
 * @param {Processes} processes
 * @param {Record<string, string | undefined>} env
 */
function startWorker(processes, env) {
  const pidFile = path.join(processes.folder, 'worker.pid');
  const { program, args } = typescriptCommand('lib/worker/main.ts', env);
  const keeper = inRoot('lib', 'launcher', 'keep-running.mjs');
  processes.start({
    name: 'Worker',
    program: appNode(),
    args: [keeper, pidFile, program, ...args],
    env,
  });
  return pidFile;
}

/**
 * Starts everything that the end-to-end tests need: PostgreSQL, the sandbox Core (or, with `core`,
 * another one), the fault proxy, the worker and the web server that was built into `distDir`.
 * @param {Processes} processes
 * @param {{ distDir: string, core?: { url: string, key: string } }} options
 * @returns {Promise<Stack>}
 */
export async function startStack(processes, { distDir, core }) {
  const web = await freePort();
  const settings = toSettings({ PORT: String(web) });
  const { roles, databases } = contentsFor(settings, SECRETS);
  const password = SECRETS.admin;
  const postgres = await startPostgres(processes, { password, roles, databases, durable: false });
  const coreUrl =
    core?.url ?? (await startSandbox(processes, { postgres, port: await freePort() }));
  const coreKey = core?.key ?? SECRETS.sandboxKey;
  const proxy = await startProxy(processes, coreUrl);

  const installation = {
    settings,
    secrets: SECRETS,
    ports: { postgres },
    dev: false,
    folder: processes.folder,
  };
  makeEvidenceKey(processes.folder);
  const more = {
    CORE_URL: proxy.url,
    CORE_KEY: coreKey,
    NEXT_DIST_DIR: distDir,
    COUNTERFOIL_TESTING: '1',
    COUNTERFOIL_TEST_TIMING: JSON.stringify(TIMING),
  };
  const prepare = typescriptCommand('lib/worker/prepare.ts', {
    ...preparationVariables(installation),
    ...more,
  });
  const prepared = await runProgram(prepare.program, prepare.args, { env: prepare.env });
  if (prepared.code !== 0) throw new PlainError(prepared.output.trim());

  const env = { ...appVariables(installation), ...more };
  const workerPidFile = startWorker(processes, { ...workerVariables(installation), ...more });
  processes.start({ name: 'Web server', ...webCommand(settings, { env, dev: false }) });
  const baseUrl = settings.publicUrl;
  await processes.whileAlive(answers(`http://127.0.0.1:${web}/api/health`));
  return {
    baseUrl,
    coreUrl,
    coreKey,
    proxyControlUrl: proxy.controlUrl,
    workerPidFile,
    sessions: path.join(processes.folder, 'sessions'),
    isRealCore: !!core,
  };
}
