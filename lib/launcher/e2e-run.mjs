// @ts-check
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { findChromium } from './chromium.mjs';
import { startStack } from './e2e-stack.mjs';
import { dataRoot } from './paths.mjs';
import { removeCluster } from './postgres-home.mjs';
import { Processes } from './processes.mjs';
import { runTool } from './tools.mjs';

/** @typedef {import('./test-stages.mjs').StageResult} StageResult */

/**
 * Reads Playwright's summary. What is skipped or only passed at a second try counts as failed.
 * @param {string} file
 */
function counts(file) {
  const { stats, errors } = JSON.parse(readFileSync(file, 'utf8'));
  const failed = stats.unexpected + stats.flaky + stats.skipped + errors.length;
  return { passed: stats.expected, failed };
}

/** The Core that `CORE_URL` names, to run the same tests against a real one. */
function coreFromEnvironment() {
  const { CORE_URL: url, CORE_KEY: key = '' } = process.env;
  return url ? { url, key } : undefined;
}

/**
 * Runs something against the whole of Counterfoil, started from the build in `distDir` in a folder of
 * its own, and stops everything afterwards. The logs stay for a look when `use` throws or calls
 * `keepFolder`.
 * @template Result
 * @param {string} distDir
 * @param {(running: { stack: import('./e2e-stack.mjs').Stack, chromium: string, folder: string,
 *   processes: Processes, keepFolder: () => void }) => Promise<Result>} use
 * @returns {Promise<Result>}
 */
export async function withStack(distDir, use) {
  const folder = path.join(dataRoot, `e2e-${process.pid}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const processes = new Processes(folder);
  let keep = true;
  try {
    const chromium = await findChromium();
    const stack = await startStack(processes, { distDir, core: coreFromEnvironment() });
    let asked = false;
    const keepFolder = () => void (asked = true);
    const result = await use({ stack, chromium, folder, processes, keepFolder });
    keep = asked;
    return result;
  } finally {
    await processes.stop();
    removeCluster(folder);
    if (!keep) rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Runs the end-to-end tests against the app that was built into `distDir`.
 * @param {{ distDir: string, args?: string[], show?: boolean }} options `args` for Playwright
 * @returns {Promise<StageResult>}
 */
export function runEndToEnd({ distDir, args = [], show = false }) {
  return withStack(distDir, async (running) => {
    const { stack, chromium, folder, processes } = running;
    const report = path.join(folder, 'report.json');
    const { code, output } = await processes.whileAlive(
      runTool('@playwright/test/cli.js', ['test', ...args], {
        show,
        env: {
          E2E_STACK: JSON.stringify(stack),
          CHROMIUM_PATH: chromium,
          PLAYWRIGHT_JSON_OUTPUT_FILE: report,
        },
      }),
    );
    const result = counts(report);
    const failed = code !== 0 || result.failed > 0;
    if (failed) running.keepFolder();
    return { passed: result.passed, failed: failed ? Math.max(1, result.failed) : 0, output };
  });
}
