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

test('migrating twice leaves the tables, and the application may read and add events only', async () => {
  const { ownerUrl, appUrl } = database;
  expect(await applyMigrations({ ownerUrl, appUrl })).toBe('by_role_and_trigger');
  expect(await applyMigrations({ ownerUrl, appUrl })).toBe('by_role_and_trigger');
  await withClient(appUrl, async (client) => {
    expect((await client.query('select count(*)::int as n from audit_event')).rows[0].n).toBe(0);
    for (const statement of [
      'delete from audit_event',
      'truncate audit_event',
      'drop table person',
    ]) {
      await expect(client.query(statement)).rejects.toThrow(/permission denied|must be owner/);
    }
  });
});

test('a database whose one role does everything is protected by triggers alone', async () => {
  expect(await applyMigrations({ appUrl: database.ownerUrl })).toBe('by_trigger_only');
});
