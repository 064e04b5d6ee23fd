// @ts-check
// `npm run e2e -- [--no-build] [Playwright's arguments]`: the end-to-end tests alone. With CORE_URL and
// CORE_KEY they run against that Core instead of the sandbox.
import { preflightOrExit } from './preflight.mjs';

preflightOrExit();
const { PlainError, printReason } = await import('./plain-error.mjs');
try {
  const { install } = await import('./install.mjs');
  await install();
  const { buildForTests, prepareTestFolder, DIST_DIR } = await import('./test-stages.mjs');
  const { runEndToEnd } = await import('./e2e-run.mjs');
  const args = process.argv.slice(2);
  prepareTestFolder();
  if (!args.includes('--no-build')) {
    const { code, output } = await buildForTests();
    if (code !== 0) throw new PlainError(output);
  }
  const rest = args.filter((argument) => argument !== '--no-build');
  const { passed, failed } = await runEndToEnd({ distDir: DIST_DIR, args: rest, show: true });
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed ? 1 : 0;
} catch (error) {
  printReason(error);
  process.exitCode = 1;
}
