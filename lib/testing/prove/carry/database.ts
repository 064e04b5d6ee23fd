import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { applyMigrations } from '@/lib/db/apply-migrations';

/**
 * A migrated database for Counterfoil in the PostgreSQL that is lent to a proof.
 * @returns its address. It goes away with that PostgreSQL.
 */
export async function proofDatabase(adminUrl: string): Promise<string> {
  const name = `proof_${randomUUID().replaceAll('-', '')}`;
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  await client.query(`create database ${name}`);
  await client.end();
  const url = new URL(adminUrl);
  url.pathname = name;
  await applyMigrations({ appUrl: url.href });
  return url.href;
}
