// @ts-check
import path from 'node:path';
import { openDataFolder, readPorts } from './data-folder.mjs';
import { install } from './install.mjs';
import { holderOf } from './lock.mjs';
import { dataRoot } from './paths.mjs';
import { PlainError, printReason } from './plain-error.mjs';
import { Processes } from './processes.mjs';
import { startSandboxPostgres } from './sandbox-postgres.mjs';
import { readOrMakeSecrets } from './secrets.mjs';
import { readSeedArguments } from './seed-arguments.mjs';
import { runProgram, stopTools } from './tools.mjs';

/**
 * Runs `fill` with the address of a sandbox's database: of the one that runs, or else of the stored
 * one, whose PostgreSQL is started for as long as that takes.
 * @template Result
 * @param {number} port of the sandbox
 * @param {(url: string) => Promise<Result>} fill
 * @returns {Promise<Result>}
 */
async function withSandboxDatabase(port, fill) {
  const { sandboxDatabaseUrl } = await import('./parts.mjs');
  const running = path.join(dataRoot, `sandbox-${port}`);
  if (holderOf(running)) {
    const { postgres } = readPorts(running);
    if (postgres === undefined)
      throw new PlainError(`The sandbox of port ${port} is just starting. Try again.`);
    return fill(sandboxDatabaseUrl(postgres, readOrMakeSecrets(running, false).sandbox));
  }
  const { folder, release } = await openDataFolder(`sandbox-${port}`);
  const processes = new Processes(folder);
  try {
    const postgres = await startSandboxPostgres(processes);
    return await fill(sandboxDatabaseUrl(postgres.port, postgres.password));
  } finally {
    await processes.stop();
    release();
  }
}

/**
 * Fills a sandbox, or any database with Core's tables, and ends this process: with 1 when nothing was
 * written.
 * @param {string[]} args
 */
export async function runSeed(args) {
  try {
    const { balances, seed, target } = readSeedArguments(args);
    await install();
    const { typescriptCommand } = await import('./parts.mjs');
    for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, stopTools);
    /** @param {string} url */
    const fill = async (url) => {
      const {
        program,
        args: command,
        env,
      } = typescriptCommand('lib/sandbox/bulk/main.ts', {
        ...process.env,
        SEED_DATABASE_URL: url,
        SEED_BALANCES: String(balances),
        SEED_TEXT: seed,
        SEED_MIGRATE: 'port' in target ? '1' : '',
      });
      return (await runProgram(program, command, { env, show: true })).code;
    };
    process.exitCode =
      'port' in target ? await withSandboxDatabase(target.port, fill) : await fill(target.database);
  } catch (error) {
    printReason(error);
    process.exitCode = 1;
  }
}
