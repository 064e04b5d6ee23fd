import type { Db, Store } from '../store/db';

const KEPT = 'kept_backup';

/** Keeps the database as it is now, in place of what was kept before. */
export function takeBackup(store: Store): Promise<void> {
  return store.transaction(async (tx) => {
    await run(tx, `DROP SCHEMA IF EXISTS ${KEPT} CASCADE`);
    await run(tx, `CREATE SCHEMA ${KEPT}`);
    for (const table of await tables(tx, 'blnk')) {
      await run(tx, `CREATE TABLE ${KEPT}.${table} AS TABLE blnk.${table}`);
    }
  });
}

/**
 * Puts the database back to what was kept: what was written since is gone, as after a restore from an
 * old backup. Without a backup nothing happens.
 */
export function restoreBackup(store: Store): Promise<void> {
  return store.transaction(async (tx) => {
    const kept = await tables(tx, KEPT);
    if (kept.length === 0) return;
    await run(tx, `TRUNCATE ${kept.map((table) => `blnk.${table}`).join(', ')} CASCADE`);
    for (const table of inOrder(kept)) {
      await run(tx, `INSERT INTO blnk.${table} TABLE ${KEPT}.${table}`);
    }
  });
}

/** What others point at comes first. */
function inOrder(kept: readonly string[]): string[] {
  const first = ['ledgers', 'identity', 'balances'];
  return [
    ...first.filter((name) => kept.includes(name)),
    ...kept.filter((t) => !first.includes(t)),
  ];
}

async function tables(db: Db, schema: string): Promise<string[]> {
  const { rows } = await db.query<{ tablename: string }>({
    text: `SELECT quote_ident(tablename) AS tablename FROM pg_tables WHERE schemaname = $1
      ORDER BY tablename`,
    values: [schema],
  });
  return rows.map(({ tablename }) => tablename);
}

async function run(db: Db, text: string): Promise<void> {
  await db.query({ text });
}
