import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '@/lib/testing/database';
import { openStore, type Store } from '../store/db';
import { migrate } from '../store/migrate';
import { seedSandbox } from './seed';

let database: TestDatabase;
let store: Store;

beforeAll(async () => {
  database = await createTestDatabase();
  store = openStore(database.ownerUrl);
  await migrate(store);
});

afterAll(async () => {
  await store.close();
  await database.drop();
});

async function rows(text: string): Promise<Record<string, unknown>[]> {
  return (await store.query({ text })).rows;
}

it('fills an empty database, once', async () => {
  const lines: string[] = [];
  expect(await seedSandbox(store, { onProgress: (line) => lines.push(line) })).toBe(true);
  expect(lines.length).toBeGreaterThan(2);
  expect(await seedSandbox(store)).toBe(false);
  expect(
    await rows(`SELECT (SELECT count(*) FROM blnk.ledgers) AS ledgers,
      (SELECT count(*) FROM blnk.identity) AS identities,
      (SELECT count(*) FROM blnk.balances WHERE ledger_id <> 'general_ledger_id') AS balances,
      (SELECT count(*) FROM blnk.balances WHERE track_fund_lineage) AS tracked`),
  ).toEqual([{ ledgers: '9', identities: '300', balances: '5000', tracked: '200' }]);
}, 120_000);

it('has debits equal to credits in every currency', async () => {
  const unequal = await rows(`SELECT currency FROM blnk.balances GROUP BY currency
    HAVING sum(balance) <> 0 OR sum(inflight_balance) <> 0`);
  expect(unequal).toEqual([]);
});

it('has balances that equal the sum of their transactions', async () => {
  const wrong = await rows(`WITH moved AS (
      SELECT source AS moved_id, -precise_amount AS amount FROM blnk.transactions WHERE status = 'APPLIED'
      UNION ALL
      SELECT destination, precise_amount FROM blnk.transactions WHERE status = 'APPLIED'),
    sums AS (SELECT moved_id, sum(amount) AS balance FROM moved GROUP BY moved_id)
    SELECT b.balance_id FROM blnk.balances b LEFT JOIN sums ON moved_id = b.balance_id
    WHERE b.balance <> coalesce(sums.balance, 0) OR b.balance <> b.credit_balance - b.debit_balance`);
  expect(wrong).toEqual([]);
});

it('has the lineage of its debits on the debits, and work that is finished', async () => {
  const [work] = await rows(`SELECT count(*) FILTER (WHERE status = 'failed') AS failed,
    count(*) FILTER (WHERE status NOT IN ('failed', 'completed')) AS open FROM blnk.lineage_outbox`);
  expect(work).toEqual({ failed: '3', open: '0' });
  const unlike = await rows(`SELECT t.reference FROM blnk.transactions t
    CROSS JOIN jsonb_array_elements(t.meta_data -> 'BLNK_FUND_ALLOCATION') AS share
    LEFT JOIN blnk.transactions r ON r.reference = t.reference || '_release_' || (share ->> 'provider')
    WHERE r.precise_amount IS DISTINCT FROM (share ->> 'amount')::numeric`);
  expect(unlike).toEqual([]);
});
