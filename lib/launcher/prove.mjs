// @ts-check
// `npm run prove -- NAME [options]`: runs one long proof. It ends with a line that says what was found, and with 1 when
// the proof failed.
import { preflightOrExit } from './preflight.mjs';

preflightOrExit();
const { PlainError, printReason } = await import('./plain-error.mjs');

/** Takes the options and gives back with what this process ends. */
const PROOFS = /** @type {Record<string, (options: string[]) => Promise<number>>} */ ({
  'sandbox-walk': overPostgres('walk', 'main.ts'),
  'sandbox-hostile': overPostgres('hostile', 'main.ts'),
  'lineage-prediction': besideSandbox('lineage-prediction.ts'),
  'lineage-health': besideSandbox('lineage-health.ts'),
  simulation: alone('simulation/main.ts'),
  'log-mutations': alone('log-mutations/main.ts'),
  carry: withDatabase('carry/main.ts'),
  'new-balance': withDatabase('carry/new-balance.ts'),
  faults: async (options) => (await import('./prove-faults.mjs')).proveFaults(options),
});

/** @param {string} program inside lib/testing/prove, that needs neither Core nor a database */
function alone(program) {
  return async (/** @type {string[]} */ options) => {
    const { typescriptCommand } = await import('./parts.mjs');
    const { runProgram, stopTools } = await import('./tools.mjs');
    for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, stopTools);
    const {
      program: node,
      args,
      env,
    } = typescriptCommand(`lib/testing/prove/${program}`, {
      ...process.env,
    });
    return (await runProgram(node, [...args, ...options], { env, show: true })).code;
  };
}

/** @param {string[]} program about the sandbox, inside lib/sandbox */
function overPostgres(...program) {
  return async (/** @type {string[]} */ options) => {
    const { runOverPostgres } = await import('./run-over-postgres.mjs');
    return runOverPostgres('prove', program, options);
  };
}

/** @param {string} program about what Core does, inside lib/testing/prove */
function besideSandbox(program) {
  return async (/** @type {string[]} */ options) => {
    const { runBesideSandbox } = await import('./run-beside-sandbox.mjs');
    return runBesideSandbox(`lib/testing/prove/${program}`, options);
  };
}

/** @param {string} program as above, with a PostgreSQL lent to it for Counterfoil's own database */
function withDatabase(program) {
  return async (/** @type {string[]} */ options) => {
    const { withPostgres } = await import('./throwaway-postgres.mjs');
    const prove = besideSandbox(program);
    return withPostgres('prove-ours', (url) => prove(['--postgres', url, ...options]));
  };
}

try {
  const [name = '', ...options] = process.argv.slice(2);
  const prove = PROOFS[name];
  const known = Object.keys(PROOFS).join(', ');
  if (!prove) throw new PlainError(`Say what to prove: npm run prove -- NAME, one of ${known}.`);
  const { install } = await import('./install.mjs');
  await install();
  process.exitCode = await prove(options);
} catch (error) {
  printReason(error);
  process.exitCode = 1;
}
