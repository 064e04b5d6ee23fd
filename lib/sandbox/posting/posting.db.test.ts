import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '@/lib/testing/database';
import { GoTime, ZERO_TIME } from '../clock/go-time';
import type { GoMap } from '../json/values';
import { startLineageWorker, type TickingWorker } from '../lineage/worker';
import type { Services } from '../services';
import { openStore, type Store } from '../store/db';
import { FaultDesk } from '../faults/desk';
import { migrate } from '../store/migrate';
import { postNow, stamped } from './accept-transaction';
import { settleHold } from './holds';
import { postgresBooks } from './postgres-books';
import { TransactionQueue } from './queue';
import type { SettledTransaction, TransactionRecord } from './records';

const NEVER_MS = 2_000_000_000;

let database: TestDatabase;
let store: Store;
let services: Services;
let lineage: TickingWorker;
let count = 0;

beforeAll(async () => {
  database = await createTestDatabase();
  store = openStore(database.ownerUrl);
  await migrate(store);
  const books = postgresBooks(store);
  const config = { masterKey: '', tokenizationSecret: '' };
  const queue = new TransactionQueue(store, books);
  services = { store, books, queue, faults: new FaultDesk(store, 'test'), config };
  lineage = startLineageWorker(services, NEVER_MS);
});

afterAll(async () => {
  await lineage.stop();
  await services.queue.stop();
  await store.close();
  await database.drop();
});

/** A new owner whose lineage nobody else shares. */
async function owner(firstName: string): Promise<string> {
  const id = `idt_${(count++).toString().padStart(4, '0')}-test`;
  await store.query({
    text: 'INSERT INTO blnk.identity (identity_id, first_name, last_name) VALUES ($1, $2, $3)',
    values: [id, firstName, 'Doe'],
  });
  return id;
}

async function balance(identityId: string | null = null): Promise<string> {
  const id = `bln_${count++}`;
  await store.query({
    text: `INSERT INTO blnk.balances (balance_id, balance, credit_balance, debit_balance, currency,
      ledger_id, identity_id, track_fund_lineage)
      VALUES ($1, 0, 0, 0, 'USD', 'general_ledger_id', $2, $3)`,
    values: [id, identityId, identityId !== null],
  });
  return id;
}

function request(source: string, destination: string, more: Partial<TransactionRecord>) {
  return stamped(services.books, {
    amount: 0,
    amountString: '',
    preciseAmount: 100n,
    precision: 100,
    transactionId: '',
    parentTransaction: '',
    source,
    destination,
    reference: `ref-${count++}`,
    currency: 'USD',
    description: 'test',
    status: '',
    hash: '',
    allowOverdraft: source.startsWith('@'),
    overdraftLimit: 0,
    inflight: false,
    skipQueue: true,
    atomic: false,
    sources: [],
    destinations: [],
    createdAt: ZERO_TIME,
    effectiveDate: null,
    scheduledFor: ZERO_TIME,
    inflightExpiryDate: ZERO_TIME,
    inflightCommitDate: ZERO_TIME,
    metaData: null,
    ...more,
  });
}

const pay = (
  source: string,
  destination: string,
  more: Partial<TransactionRecord> = {},
): Promise<SettledTransaction> => postNow(services.books, request(source, destination, more));

const tag = (provider: string): GoMap => new Map([['BLNK_LINEAGE_PROVIDER', provider]]);

async function outboxOf(transactionId: string) {
  const { rows } = await store.query<{ status: string; attempts: number; last_error: string }>({
    text: 'SELECT status, attempts, last_error FROM blnk.lineage_outbox WHERE transaction_id = $1',
    values: [transactionId],
  });
  return rows[0];
}

describe('posting', () => {
  it('pays in parallel exactly as often as there is money', async () => {
    const from = await balance();
    await pay('@world', from, { preciseAmount: 2_500n });
    const outcomes = await Promise.allSettled(Array.from({ length: 40 }, () => pay(from, '@shop')));
    const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
    expect(refused).toHaveLength(15);
    expect(await services.books.balance(from)).toMatchObject({
      balance: 0n,
      creditBalance: 2_500n,
      debitBalance: 2_500n,
      version: 27,
    });
  });

  it('writes all of a movement or nothing', async () => {
    const to = await balance(await owner('Ann'));
    const broken = pay('@world', to, { description: 'a \0 in it', metaData: tag('p') });
    await expect(broken).rejects.toThrow('failed to persist transaction with balances');
    expect(await services.books.balance(to)).toMatchObject({ balance: 0n, version: 1 });
    expect(await lineage.settled()).toBe(true);
  });

  it('refuses a reference that was used', async () => {
    const to = await balance();
    await pay('@world', to, { reference: 'once' });
    await expect(pay('@world', to, { reference: 'once' })).rejects.toThrow(
      'transaction validation failed: reference once has already been used',
    );
  });

  it('settles a hold in parts, and never more than was held', async () => {
    const to = await balance();
    const { transactionId } = await pay('@world', to, { inflight: true });
    const settle = (action: 'commit' | 'void', amountMinor: bigint) =>
      settleHold(services, { transactionId, action, amountMinor });
    await settle('commit', 30n);
    await expect(settle('commit', 71n)).rejects.toThrow(
      'cannot commit more than the remaining amount. Available: USD0.70, Requested: USD0.71',
    );
    await settle('void', 0n);
    await expect(settle('void', 0n)).rejects.toThrow('transaction has already been voided');
    expect(await services.books.balance(to)).toMatchObject({ balance: 30n, inflightBalance: 0n });
  });
});

describe('the queue', () => {
  it('stores a request after it was answered, and applies it as a child', async () => {
    const to = await balance();
    const answer = services.queue.accept(request('@world', to, { skipQueue: false }));
    expect(answer.status).toBe('QUEUED');
    await services.queue.tick();
    expect(await services.queue.settled()).toBe(true);
    const child = await services.books.amountOfReference(`${answer.reference}_q`);
    expect(child).toBe(100n);
    expect(await services.books.transaction(answer.transactionId)).toMatchObject({
      status: 'QUEUED',
    });
    expect(await services.books.balance(to)).toMatchObject({ balance: 100n });
  });

  it('keeps what is scheduled until it is due', async () => {
    const to = await balance();
    const scheduledFor = new GoTime(4_000_000_000n * 1_000_000_000n);
    services.queue.accept(request('@world', to, { skipQueue: false, scheduledFor }));
    await services.queue.tick();
    expect(await services.queue.settled()).toBe(true);
    expect(await services.books.balance(to)).toMatchObject({ balance: 0n });
  });

  it('turns a refusal into a row of its own', async () => {
    const [from, to] = [await balance(), await balance()];
    const { reference } = services.queue.accept(request(from, to, { skipQueue: false }));
    await services.queue.tick();
    const { rows } = await store.query<{ status: string; reason: string }>({
      text: `SELECT status, meta_data ->> 'blnk_rejection_reason' AS reason
        FROM blnk.transactions WHERE reference = $1`,
      values: [`${reference}_q`],
    });
    expect(rows).toEqual([
      {
        status: 'REJECTED',
        reason: 'failed to apply transaction to balances: insufficient funds in source balance',
      },
    ]);
  });
});

describe('the lineage worker', () => {
  it('takes a hundred entries a tick, oldest first', async () => {
    const to = await balance(await owner('Bea'));
    const payments: SettledTransaction[] = [];
    for (let i = 0; i < 105; i++) payments.push(await pay('@world', to, { metaData: tag('p') }));
    expect(await lineage.tick()).toBe(100);
    expect(await outboxOf(payments[99]!.transactionId)).toMatchObject({ status: 'completed' });
    expect(await outboxOf(payments[100]!.transactionId)).toMatchObject({ status: 'pending' });
    expect(await lineage.tick()).toBe(5);
    expect(await lineage.settled()).toBe(true);
  }, 60_000);

  it('tries five times and then never again, and reads the owner anew each time', async () => {
    const [jane, max] = [await owner('Jane'), await owner('Max')];
    const moved = await balance(jane);
    await pay('@world', moved, { preciseAmount: 500n, metaData: tag('p') });
    await lineage.tick();
    const moveTo = (identityId: string) =>
      store.query({
        text: 'UPDATE blnk.balances SET identity_id = $1 WHERE balance_id = $2',
        values: [identityId, moved],
      });
    await moveTo(max);
    const lost = await pay(moved, '@shop');
    for (let attempt = 1; attempt <= 5; attempt++) expect(await lineage.tick()).toBe(1);
    expect(await lineage.tick()).toBe(0);
    expect(await outboxOf(lost.transactionId)).toEqual({
      status: 'failed',
      attempts: 5,
      last_error: expect.stringContaining('insufficient funds in source balance') as string,
    });
    // The same mistake, taken back in time.
    const healed = await pay(moved, '@shop');
    await lineage.tick();
    await moveTo(jane);
    await lineage.tick();
    expect(await outboxOf(healed.transactionId)).toMatchObject({
      status: 'completed',
      attempts: 1,
    });
    const [mapping] = await services.books.mappings(moved);
    expect(await services.books.balance(mapping!.shadowBalanceId)).toMatchObject({
      debitBalance: 500n,
      creditBalance: 100n,
    });
  });

  it('loses the mappings of an owner who is deleted', async () => {
    const [old, heir] = [await owner('Old'), await owner('Heir')];
    const moved = await balance(old);
    await pay('@world', moved, { metaData: tag('p') });
    await lineage.tick();
    await store.query({
      text: 'UPDATE blnk.balances SET identity_id = $1 WHERE balance_id = $2',
      values: [heir, moved],
    });
    await store.query({ text: 'DELETE FROM blnk.identity WHERE identity_id = $1', values: [old] });
    expect(await services.books.mappings(moved)).toEqual([]);
    const debit = await pay(moved, '@shop');
    await lineage.tick();
    expect(await outboxOf(debit.transactionId)).toMatchObject({ status: 'completed' });
  });
});
