// @ts-check
// This file imports nothing, so that it can be read by any Node that a person may have.

/** Node for which a build can be installed from npm: there an older Node is enough to begin with. */
const BEGINNING = [20, 0, 0];
/** What the app itself runs on. */
const RUNNING = [22, 22, 2];

/**
 * @param {string} version such as `24.21.0`
 * @param {number[]} least
 */
function isAtLeast(version, least) {
  const parts = version.split('.').map(Number);
  for (let i = 0; i < least.length; i++) {
    if ((parts[i] || 0) !== least[i]) return (parts[i] || 0) > (least[i] || 0);
  }
  return true;
}

/**
 * Why this machine cannot start the app, as one plain sentence, or `undefined` when it can. On
 * Linux x64 a Node 24 is installed from npm together with everything else, so Node 20 is enough.
 * @param {{ version: string, platform: string, arch: string }} machine
 * @returns {string | undefined}
 */
export function preflight({ version, platform, arch }) {
  if (platform === 'win32') {
    return 'Counterfoil does not run on Windows itself. Start it inside WSL, where it runs as on Linux.';
  }
  const least = platform === 'linux' && arch === 'x64' ? BEGINNING : RUNNING;
  if (isAtLeast(version, least)) return undefined;
  return `This is Node ${version}, and Counterfoil needs ${least.join('.')} or newer here. Install a newer Node (https://nodejs.org) and run the command again.`;
}

/**
 * Whether the app itself can run on this version of Node.
 * @param {string} version
 */
export function canRunApp(version) {
  return isAtLeast(version, RUNNING);
}

/** Ends the process with the reason if this machine cannot start the app. */
export function preflightOrExit() {
  const { platform, arch } = process;
  const reason = preflight({ version: process.versions.node, platform, arch });
  if (!reason) return;
  console.error(reason);
  process.exit(1);
}
