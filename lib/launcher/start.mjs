// @ts-check
// `npm start` and, with --dev, `npm run dev`.
import { preflightOrExit } from './preflight.mjs';

preflightOrExit();
const { start } = await import('./start-run.mjs');
await start({ dev: process.argv.includes('--dev') });
