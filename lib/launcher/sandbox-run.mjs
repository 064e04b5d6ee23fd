// @ts-check
import { readPorts, writePorts } from './data-folder.mjs';
import { readVariables } from './dot-env.mjs';
import { install } from './install.mjs';
import { PlainError } from './plain-error.mjs';
import { freePort, whyNotFree } from './ports.mjs';
import { step } from './progress.mjs';
import { lineIn } from './ready.mjs';
import { runInFolder } from './run-in-folder.mjs';
import { startSandboxPostgres } from './sandbox-postgres.mjs';

/** The key that Core's own documents use in examples; a sandbox on loopback has nothing to protect. */
const DEFAULT_KEY = 'sandbox-master-key';

/** @param {string[]} args */
function readArguments(args) {
  const usage = 'Say on which port: npm run sandbox -- --port 5001 [--seed] [--faults]';
  const at = args.indexOf('--port');
  const port = at < 0 ? NaN : Number(args[at + 1]);
  if (!Number.isInteger(port) || port < 1 || port > 65535) throw new PlainError(usage);
  const rest = args.filter((_, index) => index !== at && index !== at + 1);
  const unknown = rest.find((argument) => argument !== '--seed' && argument !== '--faults');
  if (unknown) throw new PlainError(`"${unknown}" is not understood. ${usage}`);
  return { port, seed: rest.includes('--seed'), faults: rest.includes('--faults') };
}

/**
 * @param {import('./processes.mjs').Processes} processes
 * @param {{ port: number, seed: boolean, faults: boolean, key: string }} options
 */
async function startUp(processes, { port, seed, faults, key }) {
  const reason = await whyNotFree('127.0.0.1', port);
  if (reason) throw new PlainError(`Port ${port} cannot be used (${reason}). Choose another one.`);
  await install();
  // Only now are the packages there that this needs.
  const { sandboxCommand } = await import('./parts.mjs');
  const { folder } = processes;
  const before = readPorts(folder);
  const postgres = await startSandboxPostgres(processes);
  const ports = {
    postgres: postgres.port,
    sandbox: port,
    control: await freePort(before.control),
  };
  const name = 'Sandbox Core';
  processes.start({
    name,
    ...sandboxCommand({ ports, key, password: postgres.password, seed, faults }),
  });
  await step('Starting the sandbox Core', () =>
    processes.whileAlive(lineIn(processes.logFile(name), /^ready /)),
  );
  writePorts(folder, ports);
  if (faults) console.log(`faults are switched on and off at http://127.0.0.1:${ports.control}/`);
}

/**
 * Runs the sandbox Core alone, over a PostgreSQL of its own in `.data/sandbox-<port>`. Ends this
 * process.
 * @param {string[]} args
 */
export async function runSandbox(args) {
  await runInFolder(() => {
    const { port, seed, faults } = readArguments(args);
    const key = readVariables().CORE_KEY ?? DEFAULT_KEY;
    return {
      name: `sandbox-${port}`,
      startUp: (processes) => startUp(processes, { port, seed, faults, key }),
      readyLine: `ready http://127.0.0.1:${port}`,
    };
  });
}
