// @ts-check
// `npm run bench -- NAME [options]`: measures one thing and ends with lines `NAME: FIGURE (goal ≤ X)`.
import { preflightOrExit } from './preflight.mjs';

preflightOrExit();
const { PlainError, printReason } = await import('./plain-error.mjs');

/** Takes the options and gives back with what this process ends. */
const BENCHES = /** @type {Record<string, (options: string[]) => Promise<number>>} */ ({
  bundle,
  sandbox,
  evidence,
});

/** @param {string[]} options `--no-build` measures what was built before */
async function bundle(options) {
  const { buildForTests, prepareTestFolder } = await import('./test-stages.mjs');
  prepareTestFolder();
  if (!options.includes('--no-build')) {
    const { code, output } = await buildForTests();
    if (code !== 0) throw new PlainError(output);
  }
  const { benchBundle } = await import('./bench-bundle.mjs');
  console.log(`bundle: ${await benchBundle()}`);
  return 0;
}

/** @param {string[]} options of lib/sandbox/bench/main.ts */
async function sandbox(options) {
  const { runOverPostgres } = await import('./run-over-postgres.mjs');
  return runOverPostgres('bench', ['bench', 'main.ts'], options);
}

/** @param {string[]} options of lib/testing/bench/evidence.ts */
async function evidence(options) {
  const { withPostgres } = await import('./throwaway-postgres.mjs');
  const { typescriptCommand } = await import('./parts.mjs');
  const { runProgram, stopTools } = await import('./tools.mjs');
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, stopTools);
  return withPostgres('bench-evidence', async (url) => {
    const { program, args, env } = typescriptCommand('lib/testing/bench/evidence.ts', {
      ...process.env,
    });
    const given = [...args, '--postgres', url, ...options];
    return (await runProgram(program, given, { env, show: true })).code;
  });
}

try {
  const [name = '', ...options] = process.argv.slice(2);
  const run = BENCHES[name];
  const known = Object.keys(BENCHES).join(', ');
  if (!run) throw new PlainError(`Say what to measure: npm run bench -- NAME, one of ${known}.`);
  const { install } = await import('./install.mjs');
  await install();
  process.exitCode = await run(options);
} catch (error) {
  printReason(error);
  process.exitCode = 1;
}
