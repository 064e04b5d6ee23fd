// @ts-check
import { accessSync, constants } from 'node:fs';
import { PlainError } from './plain-error.mjs';
import { runProgram, runTool } from './tools.mjs';

const ON_THE_SYSTEM = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** @param {string | undefined} file */
function isProgram(file) {
  try {
    accessSync(file ?? '', constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

async function playwrightsOwn() {
  const { chromium } = await import('@playwright/test');
  return chromium.executablePath();
}

/** Playwright's download, or Debian's package when we are root and the download is not to be had. */
async function installOne() {
  const download = await runTool('@playwright/test/cli.js', ['install', 'chromium']);
  if (download.code === 0) return;
  if (process.getuid?.() !== 0) return;
  await runProgram('apt-get', ['update']);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await runProgram('apt-get', ['install', '-y', 'chromium'], { env });
}

/**
 * The Chromium that the end-to-end tests use: `CHROMIUM_PATH`, one on the system, Playwright's own,
 * and else one that is installed now.
 * @returns {Promise<string>}
 */
export async function findChromium() {
  const given = process.env.CHROMIUM_PATH;
  if (given) {
    if (isProgram(given)) return given;
    throw new PlainError(`CHROMIUM_PATH is ${given}, and no program is there.`);
  }
  const look = async () =>
    [...ON_THE_SYSTEM, await playwrightsOwn()].find((file) => isProgram(file));
  const found = await look();
  if (found) return found;
  await installOne();
  const installed = await look();
  if (installed) return installed;
  throw new PlainError(
    'There is no Chromium for the end-to-end tests, and none could be installed. Install one and name it in CHROMIUM_PATH.',
  );
}
