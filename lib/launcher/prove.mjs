// @ts-check
// `npm run prove -- NAME [options]`: runs one long proof about the sandbox Core over a PostgreSQL of its own. It ends
// with a line that says what was found, and with 1 when the proof failed.
import { preflightOrExit } from './preflight.mjs';

preflightOrExit();
const { PlainError, printReason } = await import('./plain-error.mjs');

/** The program of each proof, in lib/sandbox. */
const PROOFS = /** @type {Record<string, string[]>} */ ({
  'sandbox-walk': ['walk', 'main.ts'],
  'sandbox-hostile': ['hostile', 'main.ts'],
});

try {
  const [name = '', ...options] = process.argv.slice(2);
  const program = PROOFS[name];
  const known = Object.keys(PROOFS).join(', ');
  if (!program) throw new PlainError(`Say what to prove: npm run prove -- NAME, one of ${known}.`);
  const { install } = await import('./install.mjs');
  await install();
  const { runOverPostgres } = await import('./run-over-postgres.mjs');
  process.exitCode = await runOverPostgres('prove', program, options);
} catch (error) {
  printReason(error);
  process.exitCode = 1;
}
