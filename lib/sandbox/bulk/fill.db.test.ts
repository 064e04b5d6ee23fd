import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '@/lib/testing/database';
import { openStore, type Store } from '../store/db';
import { migrate } from '../store/migrate';
import { fillBulk, NotFilled } from './fill';

let database: TestDatabase;
let store: Store;
const size = { balances: 7000, seed: 'test' };

beforeAll(async () => {
  database = await createTestDatabase();
  store = openStore(database.ownerUrl);
});

afterAll(async () => {
  await store.close();
  await database.drop();
});

async function rows(text: string): Promise<Record<string, unknown>[]> {
  return (await store.query({ text })).rows;
}

it('fills only a database with the tables of Core', async () => {
  await expect(fillBulk(store, size)).rejects.toThrow(NotFilled);
});

it('fills an empty one with as many balances as wanted', async () => {
  await migrate(store);
  const made = await fillBulk(store, size);
  expect(made).toMatchObject({ balances: 7000, identity: 3500 });
  expect(
    await rows(`SELECT (SELECT count(*) FROM blnk.balances) AS balances,
      (SELECT count(*) FROM blnk.identity) AS identities,
      (SELECT count(*) FROM blnk.ledgers) - 1 AS ledgers,
      (SELECT count(*) FROM blnk.lineage_mappings) AS mappings`),
  ).toEqual([
    {
      balances: String(made.balances),
      identities: String(made.identity),
      ledgers: String(made.ledgers),
      mappings: String(made.lineage_mappings),
    },
  ]);
});

it('has balances that are credit less debit, and nothing in every currency', async () => {
  expect(
    await rows(`SELECT balance_id FROM blnk.balances WHERE balance <> credit_balance - debit_balance
      OR inflight_balance <> inflight_credit_balance - inflight_debit_balance`),
  ).toEqual([]);
  expect(
    await rows(`SELECT currency FROM blnk.balances GROUP BY currency
      HAVING sum(balance) <> 0 OR sum(inflight_balance) <> 0`),
  ).toEqual([]);
});

it('does not fill it again, and leaves it as it was', async () => {
  await expect(fillBulk(store, { ...size, seed: 'other' })).rejects.toThrow('7,000 balances');
  expect(await rows('SELECT count(*) AS balances FROM blnk.balances')).toEqual([
    { balances: '7000' },
  ]);
});

it('leaves the announcement of new balances on', async () => {
  expect(
    await rows(`SELECT tgenabled FROM pg_trigger WHERE tgname = 'balance_after_insert'`),
  ).toEqual([{ tgenabled: 'O' }]);
});
