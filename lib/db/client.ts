import 'server-only';
import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import { Pool } from 'pg';
import { env } from '@/lib/env';

export type Db = NodePgDatabase;
/** What runs inside `db().transaction(async (tx) => …)`. */
export type Tx = Parameters<Parameters<Db['transaction']>[0]>[0];

const POOL_SIZE = 10;
/** What we ask of PostgreSQL whatever its own settings are. */
const SESSION = {
  timezone: 'UTC',
  // What we were told is committed must outlive a crash: else a request has left of which no attempt is on record.
  synchronous_commit: 'on',
  // None of our transactions waits for anything but the database. One that does belongs to a process that stands
  // still, and must not keep its rows from those who take over. Less than a lease.
  idle_in_transaction_session_timeout: '10s',
};
/** The same as an option of the connection. */
const SESSION_OPTIONS = Object.entries(SESSION)
  .map(([name, value]) => `-c ${name}=${value}`)
  .join(' ');
let opened: { pool: Pool; db: Db } | undefined;

function open(): { pool: Pool; db: Db } {
  const pool = new Pool({
    connectionString: env().DATABASE_URL,
    max: POOL_SIZE,
    options: SESSION_OPTIONS,
  });
  // A connection that the server closes is replaced at the next query; without a listener its end would be
  // that of the process. The pool listens for those that are idle only, not for one that a transaction holds
  // and that breaks between two of its queries.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  return (opened = { pool, db: drizzle(pool) });
}

/** Our own database, opened at the first call and never at build time. Used by web, worker and tests. */
export function db(): Db {
  return (opened ?? open()).db;
}

/** Ends the pool, so that a process can stop. The next `db()` opens a new one. */
export async function closeDb(): Promise<void> {
  const closing = opened;
  opened = undefined;
  await closing?.pool.end();
}
