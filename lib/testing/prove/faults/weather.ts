import { setTimeout as sleep } from 'node:timers/promises';
import { type SeededRandom } from '@/lib/base/seeded-random';
import { type FaultClient } from '../../fault-proxy/client';
import { type Crew } from './crew';
import { type Records } from './records';
import { listed } from './telling';

export type WeatherSettings = {
  crew: Crew;
  records: Records;
  core: FaultClient;
  /** Where PostgreSQL is stopped and started. */
  postgresControl: string;
  random: SeededRandom;
  /** Between two of them. */
  everyMs: number;
  leaseMs: number;
};

/** What befalls everybody at once, whatever they are doing. */
const KINDS = [
  ['a worker is killed', 2],
  ['a web server is killed', 2],
  ['a worker stands still', 2],
  ['a web server stands still', 2],
  ['Core is away', 2],
  ['the database crashes', 1],
  ['the database is stopped', 1],
  ['all connections to the database break', 1],
] as const;
type Kind = (typeof KINDS)[number][0];

/** How often a worker stands still for longer than its transactions may. */
const LONG = 0.3;
const LONG_MS = 15_000;
/** The longest that Core or the database stays away. */
const AWAY_MS = 2_000;

/**
 * Lets one thing after another befall everybody, until it is stopped.
 * @returns what ends it, and says how often what happened, in words
 */
export function startWeather(given: WeatherSettings): () => Promise<string> {
  const told = new Map<Kind, number>();
  const stopping = new AbortController();
  const pause = (ms: number) =>
    sleep(ms, undefined, { signal: stopping.signal }).catch(() => undefined);
  const work = (async () => {
    while (!stopping.signal.aborted) {
      await pause(given.everyMs);
      if (stopping.signal.aborted) return;
      const kind = given.random.weighted(KINDS);
      await befall(kind, given);
      told.set(kind, (told.get(kind) ?? 0) + 1);
    }
  })();
  return async () => {
    stopping.abort();
    await work;
    return listed(told);
  };
}

async function befall(kind: Kind, given: WeatherSettings): Promise<void> {
  const { crew, core, random, leaseMs, records } = given;
  const away = random.between(200, AWAY_MS);
  switch (kind) {
    case 'a worker is killed':
      return crew.kill('worker');
    case 'a web server is killed':
      return crew.kill('web');
    case 'a worker stands still':
      return crew.freeze('worker', random.chance(LONG) ? LONG_MS : leaseMs + away);
    case 'a web server stands still':
      return crew.freeze('web', leaseMs + away);
    case 'Core is away':
      await core.down();
      await sleep(away);
      return core.up();
    case 'the database crashes':
      // PostgreSQL takes the violent end of one server process for a crash of all, and recovers from its log.
      return killBackend(records);
    case 'the database is stopped':
      await tell(given.postgresControl, 'stop');
      await sleep(away);
      return tell(given.postgresControl, 'start');
    case 'all connections to the database break':
      await records.rows(
        `select pg_terminate_backend(pid) from pg_stat_activity
        where pid <> pg_backend_pid() and backend_type = 'client backend'`,
      );
  }
}

/** Tells the launcher to stop or start PostgreSQL. */
export async function tell(control: string, what: 'stop' | 'start'): Promise<void> {
  const response = await fetch(`${control}/${what}`, { method: 'POST' });
  if (!response.ok) throw new Error(`PostgreSQL did not ${what}: ${await response.text()}`);
}

async function killBackend(records: Records): Promise<void> {
  const [row] = await records.rows<{ pid: number }>(
    `select pid from pg_stat_activity where pid <> pg_backend_pid() and backend_type = 'client backend' limit 1`,
  );
  if (!row) return;
  try {
    process.kill(row.pid, 'SIGKILL');
  } catch {
    // It was gone already.
  }
}
