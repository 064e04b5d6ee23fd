import { afterEach, expect, it } from 'vitest';
import { closeCore, connectCore } from '@/lib/core/connection';
import { person } from '@/lib/testing/actors';
import { answerJson, startTinyServer, type TinyServer } from '@/lib/testing/tiny-server';
import { listBalanceTransactions } from './list-balance-transactions';

let core: TinyServer;

afterEach(async () => {
  await closeCore();
  await core.close();
});

const row = (id: string, more: object) => ({
  transaction_id: id,
  precise_amount: 700,
  currency: 'USD',
  source: 'bln_world',
  destination: 'bln_a',
  reference: `ref_${id}`,
  description: 'Top-up',
  status: 'APPLIED',
  created_at: '2026-11-21T09:14:00.000001Z',
  ...more,
});

async function latest(rows: object[]) {
  core = await startTinyServer(({ url }, response) => {
    if (url === '/transactions/filter') return answerJson(response, rows);
    answerJson(response, [
      {
        ...{ balance_id: 'bln_world', ledger_id: 'general_ledger_id', indicator: '@world' },
        ...{ currency: 'USD', created_at: 'T', balance: 0, credit_balance: 0, debit_balance: 0 },
        ...{ inflight_balance: 0, inflight_credit_balance: 0, inflight_debit_balance: 0 },
      },
    ]);
  });
  connectCore({ url: core.url });
  return listBalanceTransactions(person('finance'), { balanceId: 'bln_a' });
}

it('shows each movement from the side of the balance, with where it came from', async () => {
  const rows = await latest([
    row('txn_3', {
      source: 'bln_a',
      destination: 'bln_b',
      meta_data: { BLNK_FUND_ALLOCATION: [{ provider: 'stripe', amount: 700 }] },
    }),
    row('txn_2', { meta_data: { BLNK_LINEAGE_PROVIDER: 'paypal' } }),
    row('txn_1', { status: 'REJECTED', source: null }),
  ]);
  expect(rows).toMatchObject([
    {
      direction: 'out',
      amount: { minor: '-700', currency: 'USD' },
      otherSide: { balanceId: 'bln_b', indicator: null },
      providers: ['stripe'],
    },
    {
      direction: 'in',
      amount: { minor: '700' },
      otherSide: { balanceId: 'bln_world', indicator: '@world' },
      providers: ['paypal'],
    },
    { status: 'REJECTED', otherSide: null, providers: [] },
  ]);
  expect(core.seen).toHaveLength(2);
});

it('leaves out a queued row once the row that moved the money is there', async () => {
  const rows = await latest([
    row('txn_child', { parent_transaction: 'txn_queued' }),
    row('txn_waiting', { status: 'QUEUED' }),
    row('txn_queued', { status: 'QUEUED' }),
  ]);
  expect(rows.map(({ transactionId }) => transactionId)).toEqual(['txn_child', 'txn_waiting']);
});
