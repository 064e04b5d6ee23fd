// @ts-check
import { buildVerifier } from './build-verifier.mjs';
import { build } from './build.mjs';
import { install } from './install.mjs';
import { PlainError } from './plain-error.mjs';
import { whyNotFree } from './ports.mjs';
import { runInFolder } from './run-in-folder.mjs';
import { readSettings } from './settings.mjs';

/** @typedef {import('./settings.mjs').Settings} Settings */

/** @param {Settings} settings */
async function checkPort({ host, port }) {
  const reason = await whyNotFree(host, port);
  if (!reason) return;
  const plain = /** @type {Record<string, string>} */ ({
    EADDRINUSE: `Port ${port} is taken by another program. Stop that one, or choose another port: PORT=${port + 1} npm start`,
    EACCES: `You may not listen on port ${port}. Choose one above 1023, such as PORT=3000.`,
    EADDRNOTAVAIL: `HOST ${host} is no address of this machine.`,
    ENOTFOUND: `HOST ${host} is no address of this machine.`,
  })[reason];
  throw new PlainError(plain ?? `Nothing can listen on ${host}, port ${port} (${reason}).`);
}

/**
 * @param {import('./processes.mjs').Processes} processes
 * @param {{ settings: Settings, dev: boolean }} options
 */
async function startUp(processes, { settings, dev }) {
  await checkPort(settings);
  await install();
  await buildVerifier();
  if (!dev) await build({ NODE_ENV: 'production' });
  // Only now are the packages there that this needs.
  const { startInstallation } = await import('./installation.mjs');
  await startInstallation(processes, { settings, dev });
}

/** @param {Settings} settings */
function readyLine({ mode, publicUrl }) {
  const how =
    mode === 'sandbox'
      ? 'sign in with one click as finance, support, auditor or admin (sample data, sandbox Core)'
      : 'sign in with your account; "npm run admin:create" makes the first one';
  return `Counterfoil is ready at ${publicUrl} – ${how}. Ctrl-C stops it.`;
}

/**
 * Runs an installation until it is asked to stop. Ends this process.
 * @param {{ dev: boolean }} options
 */
export async function start({ dev }) {
  await runInFolder(async () => {
    const settings = readSettings();
    return {
      name: 'main',
      startUp: (processes) => startUp(processes, { settings, dev }),
      readyLine: readyLine(settings),
    };
  });
}
