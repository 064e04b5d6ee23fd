import 'server-only';
import path from 'node:path';
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import pg from 'pg';
import { grantToApplication } from './grants';

const FOLDER = path.join(import.meta.dirname, 'migrations');

/** Whether the role that the application uses could change events if the triggers were not there. */
export type AppendOnly = 'by_role_and_trigger' | 'by_trigger_only';

/**
 * Brings the schema up to date and gives the application's role what it needs, no more. With one
 * role for both (an external database without `DATABASE_OWNER_URL`) events are append-only by
 * trigger alone. Safe to run again; not meant to run twice at the same moment.
 * @throws the driver's error when the database cannot be reached or a migration fails; a failed
 * migration leaves nothing behind, because all of them run in one transaction.
 */
export async function applyMigrations(urls: {
  ownerUrl?: string;
  appUrl: string;
}): Promise<AppendOnly> {
  const owner = await connect(urls.ownerUrl ?? urls.appUrl);
  try {
    await migrate(drizzle(owner), { migrationsFolder: FOLDER });
    const appRole = await roleOf(urls.appUrl);
    if (appRole === (await currentRole(owner))) return 'by_trigger_only';
    await grantToApplication(owner, appRole);
    return 'by_role_and_trigger';
  } finally {
    await owner.end();
  }
}

async function connect(connectionString: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString, options: '-c timezone=UTC' });
  await client.connect();
  return client;
}

async function currentRole(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ role: string }>('select current_user as role');
  return rows[0]!.role;
}

/** Asked of the server, because a connection string need not name the role it ends up with. */
async function roleOf(connectionString: string): Promise<string> {
  const client = await connect(connectionString);
  try {
    return await currentRole(client);
  } finally {
    await client.end();
  }
}
