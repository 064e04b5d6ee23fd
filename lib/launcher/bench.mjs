// @ts-check
// `npm run bench -- NAME [--no-build]`: measures one thing and ends with the line `NAME: FIGURE (goal ≤ X)`.
import { preflightOrExit } from './preflight.mjs';

preflightOrExit();
const { PlainError, printReason } = await import('./plain-error.mjs');

/** @type {Record<string, () => Promise<() => Promise<string>>>} */
const BENCHES = {
  bundle: async () => (await import('./bench-bundle.mjs')).benchBundle,
};

try {
  const [name = '', ...options] = process.argv.slice(2);
  const find = BENCHES[name];
  const known = Object.keys(BENCHES).join(', ');
  if (!find) throw new PlainError(`Say what to measure: npm run bench -- NAME, one of ${known}.`);
  const { install } = await import('./install.mjs');
  await install();
  const { buildForTests, prepareTestFolder } = await import('./test-stages.mjs');
  prepareTestFolder();
  if (!options.includes('--no-build')) {
    const { code, output } = await buildForTests();
    if (code !== 0) throw new PlainError(output);
  }
  const run = await find();
  console.log(`${name}: ${await run()}`);
} catch (error) {
  printReason(error);
  process.exitCode = 1;
}
