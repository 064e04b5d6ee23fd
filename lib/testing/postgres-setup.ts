import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { dataRoot } from '@/lib/launcher/paths.mjs';
import { startPostgres } from '@/lib/launcher/postgres.mjs';
import { adminUrl } from '@/lib/launcher/postgres-contents.mjs';
import { removeCluster } from '@/lib/launcher/postgres-home.mjs';
import { Processes } from '@/lib/launcher/processes.mjs';
import { TEST_PASSWORD, testRoles } from './test-roles';

declare module 'vitest' {
  interface ProvidedContext {
    /** The superuser's address of the cluster that the tests have to themselves. */
    postgresUrl: string;
  }
}

/**
 * Starts a PostgreSQL for the tests whose files end in `.db.test.ts`, on a free port and in a folder
 * that goes away with it. Tests get databases from `lib/testing/database.ts`.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = path.join(dataRoot, `unit-${process.pid}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const processes = new Processes(folder);
  const remove = async () => {
    await processes.stop();
    removeCluster(folder);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const port = await startPostgres(processes, {
      password: TEST_PASSWORD,
      roles: Object.values(testRoles),
      databases: [],
      durable: false,
    });
    project.provide('postgresUrl', adminUrl(port, TEST_PASSWORD));
  } catch (error) {
    await remove();
    throw error;
  }
  return remove;
}
