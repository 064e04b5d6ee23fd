// @ts-check
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { sandboxCommand, typescriptCommand } from './parts.mjs';
import { dataRoot } from './paths.mjs';
import { freePort } from './ports.mjs';
import { removeCluster } from './postgres-home.mjs';
import { Processes } from './processes.mjs';
import { lineIn } from './ready.mjs';
import { startSandboxPostgres } from './sandbox-postgres.mjs';
import { runProgram, stopTools } from './tools.mjs';

const KEY = 'sandbox-master-key';

/**
 * Runs one program of lib/testing/prove against a sandbox Core that is made for it and thrown away
 * afterwards, or against the Core that `--core` names. Shows what it prints.
 * @param {string} script
 * @param {string[]} options for the program
 * @returns {Promise<number>} its exit code
 */
export async function runBesideSandbox(script, options) {
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, stopTools);
  if (options.includes('--core')) return run(script, options);
  const folder = path.join(dataRoot, `prove-${process.pid}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const processes = new Processes(folder);
  try {
    const postgres = await startSandboxPostgres(processes);
    const ports = {
      postgres: postgres.port,
      sandbox: await freePort(),
      control: await freePort(),
    };
    const name = 'Sandbox Core';
    const { password } = postgres;
    processes.start({ name, ...sandboxCommand({ ports, key: KEY, password, seed: false }) });
    await processes.whileAlive(lineIn(processes.logFile(name), /^ready /));
    const where = [
      ...['--core', `http://127.0.0.1:${ports.sandbox}`, '--key', KEY],
      ...['--control', `http://127.0.0.1:${ports.control}`],
    ];
    return await run(script, [...where, ...options]);
  } finally {
    await processes.stop();
    removeCluster(folder);
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * @param {string} script
 * @param {string[]} options
 */
async function run(script, options) {
  const { program, args, env } = typescriptCommand(script, { ...process.env });
  return (await runProgram(program, [...args, ...options], { env, show: true })).code;
}
