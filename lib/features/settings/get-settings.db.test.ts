import { beforeAll, describe, expect, it, vi } from 'vitest';
import { connectCore } from '@/lib/core/connection';
import { readDatabaseFacts } from '@/lib/db/protection';
import { person } from '@/lib/testing/actors';
import { migratedDatabase } from '@/lib/testing/migrated-database';
import { getSettings } from './get-settings';

const SECRET_KEY = 'key-that-nobody-may-see';
const database = migratedDatabase();
beforeAll(() => {
  vi.stubEnv('CORE_KEY', SECRET_KEY);
  vi.stubEnv('CORE_URL', 'http://user:core-password@127.0.0.1:1/core/');
  connectCore({ url: 'http://127.0.0.1:1/core', key: SECRET_KEY });
});

describe('settings', () => {
  it('say how the installation is set up, and no secret, with Core away', async () => {
    const facts = await getSettings(person('admin'));
    expect(facts).toMatchObject({
      environment: 'real',
      core: { address: 'http://127.0.0.1:1/core', health: { state: 'away' }, hasKey: true },
      database: { protection: 'by_role_and_trigger' },
      peopleCount: 0,
    });
    expect(facts.core.scopes.every(({ allowed }) => allowed === null)).toBe(true);
    expect(facts.versions.counterfoil).toMatch(/^\d+\.\d+\.\d+$/);
    const password = new URL(database.urls.appUrl).password;
    for (const secret of [SECRET_KEY, 'core-password', password]) {
      expect(JSON.stringify(facts)).not.toContain(secret);
    }
  });

  it('see that a role which owns the tables is held by the triggers only', async () => {
    vi.resetModules();
    vi.stubEnv('DATABASE_URL', database.urls.ownerUrl);
    const asOwner = await import('@/lib/db/protection');
    const client = await import('@/lib/db/client');
    const facts = await asOwner.readDatabaseFacts(database.urls.ownerUrl);
    await client.closeDb();
    expect(facts.protection).toBe('by_trigger_only');
    expect(facts.address).toBe(
      new URL(database.urls.ownerUrl).host + new URL(database.urls.ownerUrl).pathname,
    );
    expect((await readDatabaseFacts(database.urls.appUrl)).protection).toBe('by_role_and_trigger');
  });
});
