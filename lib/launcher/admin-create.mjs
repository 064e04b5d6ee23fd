// @ts-check
// `npm run admin:create`: the first admin of an installation that works on a real Core.
import { preflightOrExit } from './preflight.mjs';

preflightOrExit();
const { spawn } = await import('node:child_process');
const { randomBytes } = await import('node:crypto');
const { default: path } = await import('node:path');
const { readPorts } = await import('./data-folder.mjs');
const { appVariables, typescriptCommand } = await import('./parts.mjs');
const { dataRoot } = await import('./paths.mjs');
const { PlainError, printReason } = await import('./plain-error.mjs');
const { readOrMakeSecrets } = await import('./secrets.mjs');
const { readSettings } = await import('./settings.mjs');

const folder = path.join(dataRoot, 'main');

/**
 * The same settings as the running installation's, because they say which database is meant.
 * @returns {import('./parts.mjs').Variables}
 */
function variables() {
  const settings = readSettings();
  if (settings.mode === 'sandbox') {
    throw new PlainError(
      'Nobody was created: without CORE_URL this is the sandbox, where everybody signs in with one click. Give the same settings as to "npm start": CORE_URL=… npm run admin:create',
    );
  }
  const ports = readPorts(folder);
  if (!settings.databaseUrl && !ports.postgres) {
    throw new PlainError('Nobody was created: run "npm start" first, and this beside it.');
  }
  // With a database of one's own, this may run on another machine, where no secrets are.
  const authSecret = settings.authSecret ?? randomBytes(32).toString('hex');
  const none = { authSecret, sandboxKey: '', admin: '', owner: '', app: '', sandbox: '' };
  const secrets = settings.databaseUrl ? none : readOrMakeSecrets(folder, false);
  return appVariables({ settings, secrets, ports, folder, dev: false });
}

try {
  const script = 'lib/features/people/create-admin-command.ts';
  const { program, args, env } = typescriptCommand(script, variables());
  const child = spawn(program, [...args, ...process.argv.slice(2)], {
    env: /** @type {NodeJS.ProcessEnv} */ (env),
    stdio: 'inherit',
  });
  process.exitCode = await new Promise((resolve) => child.on('exit', (code) => resolve(code ?? 1)));
} catch (error) {
  printReason(error);
  process.exitCode = 1;
}
