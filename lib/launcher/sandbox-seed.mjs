// @ts-check
// `npm run sandbox:seed -- --balances N [--port N | --database URL] [--seed TEXT]`: very many balances for a sandbox
// Core, or for the database of a real one.
import { preflightOrExit } from './preflight.mjs';

preflightOrExit();
const { runSeed } = await import('./seed-run.mjs');
await runSeed(process.argv.slice(2));
