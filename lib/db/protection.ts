import 'server-only';
import { sql } from 'drizzle-orm';
import { db } from './client';

/**
 * How our own database keeps events from being changed: the role that we use has no right to, and the
 * triggers refuse it besides; or the triggers alone do.
 */
export type DatabaseFacts = {
  /** Host, port and name of the database, without user and password. */
  address: string;
  /** As the server says it: `18.4`. */
  version: string;
  protection: 'by_role_and_trigger' | 'by_trigger_only';
};

/** Asks the database which one it is and what our role may do to the events. */
export async function readDatabaseFacts(url: string): Promise<DatabaseFacts> {
  const { rows } = await db().execute<{ version: string; mayChange: boolean }>(sql`
    select current_setting('server_version') as version,
      has_table_privilege('audit_event', 'UPDATE') or has_table_privilege('audit_event', 'DELETE')
        or has_table_privilege('audit_event', 'TRUNCATE') as "mayChange"`);
  const { host, pathname } = new URL(url);
  const { version, mayChange } = rows[0]!;
  return {
    address: `${host || 'local socket'}${pathname}`,
    version: version.split(' ')[0]!,
    protection: mayChange ? 'by_trigger_only' : 'by_role_and_trigger',
  };
}
