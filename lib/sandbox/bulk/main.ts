import { openStore } from '../store/db';
import { migrate } from '../store/migrate';
import { fillBulk, NotFilled } from './fill';

/**
 * Fills one database for `npm run sandbox:seed`, which has looked at the arguments. Its environment:
 * SEED_DATABASE_URL, SEED_BALANCES, SEED_TEXT, and SEED_MIGRATE=1 where the tables are ours to make.
 */
async function main(env: NodeJS.ProcessEnv): Promise<void> {
  const startedAt = performance.now();
  const store = openStore(env.SEED_DATABASE_URL!, { maxConnections: 1 });
  try {
    if (env.SEED_MIGRATE === '1') await migrate(store);
    const size = { balances: Number(env.SEED_BALANCES), seed: env.SEED_TEXT! };
    const made = await fillBulk(store, size, (line) => console.log(line));
    const count = (number: number) => number.toLocaleString('en');
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
    console.log(
      `Made ${count(made.balances)} balances, ${count(made.identity)} identities, ${count(made.ledgers)} ledgers and ${count(made.lineage_mappings)} mappings of lineage in ${seconds} s.`,
    );
  } finally {
    await store.close();
  }
}

try {
  await main(process.env);
} catch (error) {
  // What PostgreSQL and the network say of a wrong address is a sentence too.
  const reason = error instanceof Error ? error.message || String(error) : String(error);
  console.error(error instanceof NotFilled ? reason : `The database was not filled: ${reason}`);
  process.exitCode = 1;
}
