import { env } from '@/lib/env';
import { applyMigrations } from './apply-migrations';

/*
 * Entry of its own process, run by the launcher before anything else of ours:
 * `tsx lib/db/migrate.ts`. The last line says how events are protected; exit code 1 with one
 * sentence when it fails.
 */
try {
  const protection = await applyMigrations({
    ownerUrl: env().DATABASE_OWNER_URL,
    appUrl: env().DATABASE_URL,
  });
  process.stdout.write(`migrated ${protection}\n`);
} catch (error) {
  process.stderr.write(`The database could not be migrated: ${(error as Error).message}\n`);
  process.exitCode = 1;
}
