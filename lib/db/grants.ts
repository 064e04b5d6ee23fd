import 'server-only';
import pg from 'pg';

/** Tables whose rows the application may add and read, and nothing else. */
const APPEND_ONLY = ['audit_event', 'log_leaf', 'log_node', 'log_checkpoint'];
/** Tables whose rows it may add, read and remove: what is removed is sealed or erased. */
const REMOVABLE = ['audit_queue', 'personal_text'];

/**
 * Gives the application's role its rights on every table of ours. Runs after each migration, so that
 * a new table is never forgotten, and takes away first what an older version may have given.
 */
export async function grantToApplication(owner: pg.Client, appRole: string): Promise<void> {
  const role = pg.escapeIdentifier(appRole);
  const tables = (names: string[]) => names.map((name) => pg.escapeIdentifier(name)).join(', ');
  await owner.query('begin');
  try {
    await owner.query(`revoke all on all tables in schema public from ${role}`);
    await owner.query(`grant usage on schema public to ${role}`);
    await owner.query(
      `grant select, insert, update, delete on all tables in schema public to ${role}`,
    );
    await owner.query(`revoke update, delete on ${tables(APPEND_ONLY)} from ${role}`);
    await owner.query(`revoke update on ${tables(REMOVABLE)} from ${role}`);
    await owner.query('commit');
  } catch (error) {
    await owner.query('rollback');
    throw error;
  }
}
