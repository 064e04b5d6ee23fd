import { beforeAll, describe, expect, it, vi } from 'vitest';
import { auth } from '@/lib/auth/auth';
import { DEMO_PEOPLE } from '@/lib/auth/demo-people';
import { db } from '@/lib/db/client';
import { person, session } from '@/lib/db/schema/people';
import { failureOf } from '@/lib/testing/failure-of';
import { migratedDatabase } from '@/lib/testing/migrated-database';
import { getDoor } from './get-door';
import { seedDemoPeople } from './seed-demo-people';

migratedDatabase();
beforeAll(() => void vi.stubEnv('COUNTERFOIL_MODE', 'real'));

describe('an installation on a real Core', () => {
  it('gets no demo people and offers none', async () => {
    const seeding = seedDemoPeople({ kind: 'system', id: 'web', name: 'Web server' });
    expect((await failureOf(seeding)).code).toBe('precondition');
    expect(await getDoor()).toEqual({
      environment: 'real',
      demoPeople: [],
      demoReason: null,
      isEmpty: true,
    });
    expect(await db().select().from(person)).toEqual([]);
  });

  it('refuses a demo sign-in even where such a person exists', async () => {
    await db()
      .insert(person)
      .values([...DEMO_PEOPLE]);
    for (const { role } of DEMO_PEOPLE) {
      const attempt = auth().api.signInDemo({ body: { role }, headers: new Headers() });
      await expect(attempt).rejects.toMatchObject({ body: { code: 'DEMO_CLOSED' } });
    }
    expect(await db().select().from(session)).toEqual([]);
    expect((await getDoor()).isEmpty).toBe(false);
  });
});
