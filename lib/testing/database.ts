import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { testRoles } from './test-roles';

export type TestDatabase = {
  /** For the role that owns the database and migrates it. */
  ownerUrl: string;
  /** For the role that the application uses. It may connect and has no other right until migrated. */
  appUrl: string;
  /** Deletes the database, cutting the connections that are left. */
  drop(): Promise<void>;
};

async function asAdmin(statements: string[]): Promise<void> {
  const client = new pg.Client({ connectionString: inject('postgresUrl') });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

function urlFor(name: string, role: { name: string; password: string }): string {
  const url = new URL(inject('postgresUrl'));
  return Object.assign(url, { username: role.name, password: role.password, pathname: name }).href;
}

/**
 * An empty database (UTF-8, C order, UTC) with the roles of a real installation. Only for files named
 * `*.db.test.ts`, for which vitest starts PostgreSQL.
 */
export async function createTestDatabase(): Promise<TestDatabase> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await asAdmin([
    `create database ${name} owner ${testRoles.owner.name}`,
    `revoke all on database ${name} from public`,
    `grant connect on database ${name} to ${testRoles.app.name}`,
  ]);
  return {
    ownerUrl: urlFor(name, testRoles.owner),
    appUrl: urlFor(name, testRoles.app),
    drop: () => asAdmin([`drop database if exists ${name} with (force)`]),
  };
}
