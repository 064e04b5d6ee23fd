import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '@/lib/testing/database';
import { applyMigrations } from './apply-migrations';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

async function withClient<T>(connectionString: string, work: (client: pg.Client) => Promise<T>) {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** What nobody may change once it is written. */
const EVIDENCE = ['audit_event', 'log_leaf', 'log_node', 'log_checkpoint'];

test('migrating twice leaves the tables, and the application may only read and add evidence', async () => {
  const { ownerUrl, appUrl } = database;
  expect(await applyMigrations({ ownerUrl, appUrl })).toBe('by_role_and_trigger');
  expect(await applyMigrations({ ownerUrl, appUrl })).toBe('by_role_and_trigger');
  await withClient(appUrl, async (client) => {
    expect((await client.query('select count(*)::int as n from audit_event')).rows[0].n).toBe(0);
    const statements = EVIDENCE.flatMap((table) => [
      `delete from ${table}`,
      `truncate ${table}`,
      `alter table ${table} disable trigger all`,
    ]);
    for (const statement of [...statements, 'drop table person']) {
      await expect(client.query(statement)).rejects.toThrow(/permission denied|must be owner/);
    }
  });
});

test.each(EVIDENCE)('not even the owner of %s changes it', async (table) => {
  await withClient(database.ownerUrl, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      `select column_name as name from information_schema.columns where table_name = '${table}'`,
    );
    const column = rows[0]!.name;
    const attempts = [`update ${table} set ${column} = ${column}`, `delete from ${table}`];
    for (const statement of [...attempts, `truncate ${table} cascade`]) {
      await expect(client.query(statement)).rejects.toThrow(/append-only/);
    }
  });
});

test('a database whose one role does everything is protected by triggers alone', async () => {
  expect(await applyMigrations({ appUrl: database.ownerUrl })).toBe('by_trigger_only');
});
