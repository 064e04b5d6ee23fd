// @ts-check
// `npm test`: every check that the project has, in the order in which they are cheapest to fail.
import { preflightOrExit } from './preflight.mjs';

preflightOrExit();
const { printReason } = await import('./plain-error.mjs');
try {
  const { install } = await import('./install.mjs');
  await install();
  const { runStages } = await import('./test-run.mjs');
  process.exitCode = (await runStages()) ? 0 : 1;
} catch (error) {
  printReason(error);
  console.log('0 passed, 1 failed');
  process.exitCode = 1;
}
