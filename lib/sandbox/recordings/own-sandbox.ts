import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import path from 'node:path';
import pg from 'pg';
import { RECORDINGS } from './scenario-files';

/** A sandbox Core in a process of its own, over a fresh database. */
export interface OwnSandbox {
  readonly base: string;
  readonly masterKey: string;
  readonly databaseUrl: string;
  /** Whether the process is still there. */
  isAlive(): boolean;
  /** Ends the process in order and drops the database. @throws when it did not end as it should. */
  stop(): Promise<void>;
}

/**
 * Starts a sandbox Core at Core's own rhythm. TEST_POSTGRES_URL names a PostgreSQL where databases may
 * be made and dropped.
 * @throws when it ends before it serves.
 */
export async function startOwnSandbox(): Promise<OwnSandbox> {
  const home = process.env.TEST_POSTGRES_URL;
  if (!home)
    throw new Error('TEST_POSTGRES_URL must name a PostgreSQL where databases may be made.');
  const database = `sandbox_own_${process.pid}`;
  await administer(
    home,
    `CREATE DATABASE ${database} TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C'`,
  );
  const url = new URL(home);
  url.pathname = `/${database}`;
  const masterKey = 'own-master-key';
  const child = startProcess({ SANDBOX_DATABASE_URL: url.href, CORE_KEY: masterKey });
  // Whoever ends this program ends its sandbox, which would hold the terminal and the database else.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      child.kill('SIGTERM');
      process.exit(1);
    });
  }
  const base = await ready(child);
  const stop = async () => {
    await ended(child);
    await administer(home, `DROP DATABASE IF EXISTS ${database} WITH (FORCE)`);
  };
  const isAlive = () => child.exitCode === null && child.signalCode === null;
  return { base, masterKey, databaseUrl: url.href, isAlive, stop };
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
