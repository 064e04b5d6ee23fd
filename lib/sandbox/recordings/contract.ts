import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import path from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { unexpected } from './expected';
import { runAll } from './run-all';
import { runScenario, type ReplayOptions } from './run-scenario';
import { findScenarios, RECORDINGS } from './scenario-files';
import { hangUp } from './talk';

/**
 * The contract stage of `npm test`: starts the sandbox Core over a fresh database, at Core's own rhythm, and replays
 * every recording twice, the second time over what the first left behind. With `--core URL` it holds another Core to
 * the recordings instead (its master key in CORE_KEY).
 *
 * TEST_POSTGRES_URL names a PostgreSQL where databases may be made and dropped. The last line is `N passed, N failed`.
 */
const ROUNDS = ['fresh database', 'used database'] as const;
const JOBS = 6;

interface Server {
  readonly base: string;
  readonly masterKey: string;
  stop(): Promise<void>;
}

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { core: { type: 'string' } } });
  const scenarios = findScenarios([RECORDINGS]);
  const problems = unexpected(scenarios.map(({ name }) => name));
  const server = values.core ? otherCore(values.core) : await sandbox();
  const failures = new Map<string, string[]>(scenarios.map(({ name }) => [name, []]));
  try {
    for (const round of ROUNDS) {
      const options: ReplayOptions = {
        base: server.base,
        masterKey: server.masterKey,
        strictOrder: true,
        allDiffs: false,
      };
      await runAll(scenarios, (found) => runScenario(found, options), {
        jobs: JOBS,
        report: ({ name, failures: lines }) => {
          if (lines.length > 0) failures.get(name)!.push(`  on a ${round}:`, ...lines);
        },
      });
    }
  } finally {
    hangUp();
    await server.stop();
  }
  for (const [name, lines] of failures) {
    console.log([`${lines.length ? 'FAIL' : 'pass'} ${name}`, ...lines].join('\n'));
  }
  for (const problem of problems) console.log(`FAIL ${problem}`);
  const failed =
    [...failures.values()].filter((lines) => lines.length > 0).length + problems.length;
  console.log(`${failures.size + problems.length - failed} passed, ${failed} failed`);
  return failed ? 1 : 0;
}

function otherCore(base: string): Server {
  const masterKey = process.env.CORE_KEY ?? 'sandbox-master-key';
  return { base, masterKey, stop: () => Promise.resolve() };
}

async function sandbox(): Promise<Server> {
  const home = process.env.TEST_POSTGRES_URL;
  if (!home)
    throw new Error('TEST_POSTGRES_URL must name a PostgreSQL where databases may be made.');
  const database = `sandbox_contract_${process.pid}`;
  await administer(
    home,
    `CREATE DATABASE ${database} TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C'`,
  );
  const url = new URL(home);
  url.pathname = `/${database}`;
  const masterKey = 'contract-master-key';
  const process_ = startProcess({ SANDBOX_DATABASE_URL: url.href, CORE_KEY: masterKey });
  const base = await ready(process_);
  const stop = async () => {
    await ended(process_);
    await administer(home, `DROP DATABASE IF EXISTS ${database} WITH (FORCE)`);
  };
  return { base, masterKey, stop };
}

async function administer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

function startProcess(env: Record<string, string>): ChildProcess {
  const entry = path.join(RECORDINGS, '..', 'main.ts');
  return spawn(process.execPath, ['--import', 'tsx', entry], {
    env: {
      ...process.env,
      SANDBOX_PORT: '',
      SANDBOX_CONTROL_PORT: '',
      SANDBOX_TICK_MS: '',
      SANDBOX_SEED: '',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

/** The address the sandbox prints once it serves. */
function ready(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`The sandbox Core ended with ${code}.`)));
    createInterface({ input: child.stdout! }).on('line', (line) => {
      if (line.startsWith('ready ')) resolve(line.slice('ready '.length));
    });
  });
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    const judge = (code: number | null) =>
      code === 0 ? resolve() : reject(new Error(`The sandbox Core ended with ${code}.`));
    if (child.exitCode !== null) return judge(child.exitCode);
    child.removeAllListeners('exit').once('exit', judge);
    child.kill('SIGTERM');
    return undefined;
  });
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  console.log('0 passed, 1 failed');
  process.exitCode = 1;
}
