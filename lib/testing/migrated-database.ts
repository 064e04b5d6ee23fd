import { afterAll, beforeAll, vi } from 'vitest';
import { applyMigrations } from '@/lib/db/apply-migrations';
import { closeDb } from '@/lib/db/client';
import { createTestDatabase, type TestDatabase } from './database';

/**
 * Gives the tests of a file a migrated database of their own, which `db()` uses, as the application's
 * role. Call it at the top of a `*.db.test.ts` file; the database exists from the first test on.
 */
export function migratedDatabase(): { readonly urls: TestDatabase } {
  // A slow machine is no failure of what is tested.
  vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });
  const held: { urls?: TestDatabase } = {};
  beforeAll(async () => {
    held.urls = await createTestDatabase();
    await applyMigrations(held.urls);
    vi.stubEnv('DATABASE_URL', held.urls.appUrl);
  });
  afterAll(async () => {
    await closeDb();
    vi.unstubAllEnvs();
    await held.urls?.drop();
  });
  return {
    get urls() {
      if (!held.urls) throw new Error('The test database exists only while tests run.');
      return held.urls;
    },
  };
}
