// @ts-check
import { appNode, inRoot } from './paths.mjs';
import { withPostgres } from './throwaway-postgres.mjs';
import { runProgram, stopTools, toolEnv } from './tools.mjs';

/**
 * Runs one program of lib/sandbox that makes databases in a PostgreSQL lent to it, named by
 * TEST_POSTGRES_URL. Shows what it prints.
 * @param {string} name of the PostgreSQL's folder
 * @param {string[]} program path inside lib/sandbox
 * @param {string[]} options for the program
 * @returns {Promise<number>} its exit code
 */
export function runOverPostgres(name, program, options) {
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, stopTools);
  const args = ['--import', 'tsx', inRoot('lib', 'sandbox', ...program), ...options];
  return withPostgres(name, async (url) => {
    const env = toolEnv({ TEST_POSTGRES_URL: url });
    return (await runProgram(appNode(), args, { env, show: true })).code;
  });
}
