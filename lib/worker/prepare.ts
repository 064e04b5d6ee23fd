import type { Actor } from '@/lib/base/actor';
import { DomainError } from '@/lib/base/result';
import { applyMigrations } from '@/lib/db/apply-migrations';
import { closeDb } from '@/lib/db/client';
import { env } from '@/lib/env';
import { seedDemoPeople } from '@/lib/features/sign-in/seed-demo-people';

/*
 * Entry of its own process, run before web server and worker start: the schema is brought up to date,
 * and in the sandbox the demo people are there. Exit code 1 with one sentence otherwise.
 */
const actor: Actor = { kind: 'system', id: 'launcher', name: 'Launcher' };

async function prepare(): Promise<void> {
  const { DATABASE_OWNER_URL, DATABASE_URL, COUNTERFOIL_MODE: mode } = env();
  await applyMigrations({ ownerUrl: DATABASE_OWNER_URL, appUrl: DATABASE_URL });
  if (mode === 'sandbox') await seedDemoPeople(actor);
}

try {
  await prepare();
} catch (error) {
  const known = error instanceof DomainError ? error.failure.message : undefined;
  process.stderr.write(
    `${known ?? `The database could not be prepared: ${(error as Error).message}`}\n`,
  );
  process.exitCode = 1;
} finally {
  await closeDb();
}
