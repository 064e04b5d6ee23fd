import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import pg from 'pg';
import { expect, it } from 'vitest';
import { migratedDatabase } from '@/lib/testing/migrated-database';
import { db } from './client';

const database = migratedDatabase();
/** Until the end of a connection has arrived here. */
const ARRIVES_MS = 200;

/** Ends a connection as PostgreSQL does when it is stopped. */
async function terminate(pid: number): Promise<void> {
  const client = new pg.Client({ connectionString: database.urls.appUrl });
  await client.connect();
  await client.query('select pg_terminate_backend($1)', [pid]);
  await client.end();
}

// An error without a listener would end this process, which the test runner reports.
it('outlives a connection that breaks between two queries of a transaction', async () => {
  const broken = db().transaction(async (tx) => {
    const { rows } = await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`);
    await terminate(rows[0]!.pid);
    await sleep(ARRIVES_MS);
    await tx.execute(sql`select 1`);
  });
  await expect(broken).rejects.toThrow(/Failed query/);
  const { rows } = await db().execute(sql`select 1 as one`);
  expect(rows).toEqual([{ one: 1 }]);
});

it('replaces connections that broke while they were idle', async () => {
  const { rows } = await db().execute<{ pid: number }>(sql`select pg_backend_pid() as pid`);
  await terminate(rows[0]!.pid);
  await sleep(ARRIVES_MS);
  expect((await db().execute(sql`select 1 as one`)).rows).toEqual([{ one: 1 }]);
});

it('asks for what the protocol needs, whatever the server is set to', async () => {
  const { rows } = await db().execute(
    sql`select name, setting from pg_settings where name in
      ('synchronous_commit', 'idle_in_transaction_session_timeout', 'TimeZone')
      order by name collate "C"`,
  );
  expect(rows).toEqual([
    { name: 'TimeZone', setting: 'UTC' },
    { name: 'idle_in_transaction_session_timeout', setting: '10000' },
    { name: 'synchronous_commit', setting: 'on' },
  ]);
});
