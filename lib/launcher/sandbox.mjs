// @ts-check
// `npm run sandbox -- --port N [--seed]`: the sandbox Core alone, for working against it by hand.
import { preflightOrExit } from './preflight.mjs';

preflightOrExit();
const { runSandbox } = await import('./sandbox-run.mjs');
await runSandbox(process.argv.slice(2));
