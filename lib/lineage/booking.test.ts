import { describe, expect, it } from 'vitest';
import { type Balance } from '@/lib/core/schemas/balance';
import { type Transaction } from '@/lib/core/schemas/transaction';
import {
  credit,
  debit,
  JANE,
  lineageFacts,
  READ_AT_MS,
  shadowRow,
} from '@/lib/testing/lineage-facts';
import { bookingOf, lineagePostings, takenFrom, type BookingFacts } from './booking';

const TRACKED = lineageFacts({ owner: JANE, balance: 100n }).balance;
const PLAIN: Balance = { ...TRACKED, balanceId: 'bln_plain', trackFundLineage: false };

/** Core's posting for what a debit took from one provider. */
function release(of: Transaction, provider: string, amount: bigint): Transaction {
  return {
    ...of,
    transactionId: `${of.transactionId}_${provider}`,
    reference: `${of.reference}_release_${provider}`,
    preciseAmount: amount,
    source: 'bln_total',
    destination: `bln_${provider}`,
    fundAllocation: null,
    shadow: {
      shadowFor: of.transactionId,
      provider,
      lineageType: 'release',
      mainBalance: 'bln_a',
    },
  };
}

/** Core's row that ends a posting on hold: its reference is none of lineage's. */
const ending = (row: Transaction, status: 'APPLIED' | 'VOID'): Transaction => ({
  ...row,
  transactionId: `${row.transactionId}_end`,
  reference: 'ref_0c1d2e3f',
  status,
});

function booking(given: Partial<BookingFacts> & { transaction: Transaction }) {
  const isDebit = given.transaction.source === 'bln_a';
  return bookingOf({
    parent: null,
    source: isDebit ? TRACKED : PLAIN,
    destination: isDebit ? PLAIN : TRACKED,
    postings: [],
    readAtMs: READ_AT_MS,
    ...given,
  });
}

describe('lineagePostings', () => {
  it('tells what was taken from each provider, in Core’s order and to the last digit', () => {
    const row = debit('txn_1', 9007199254740993n);
    const first = {
      ...release(row, 'stripe', 9007199254740990n),
      createdAt: '2026-11-21T12:00:01Z',
    };
    const second = { ...release(row, 'pay_pal', 3n), createdAt: '2026-11-21T12:00:02Z' };
    const postings = lineagePostings([second, first]);
    expect(postings).toEqual([
      {
        step: 'release',
        provider: 'stripe',
        amount: 9007199254740990n,
        state: 'booked',
        transactionId: 'txn_1_stripe',
        shadowId: 'bln_stripe',
        totalId: 'bln_total',
      },
      expect.objectContaining({ provider: 'pay_pal', amount: 3n, shadowId: 'bln_pay_pal' }),
    ]);
    expect(takenFrom(postings)).toBe(9007199254740993n);
  });

  it('counts a posting on hold once, whatever became of it', () => {
    const row = debit('txn_1', 40n, { status: 'INFLIGHT' });
    const hold = release(row, 'stripe', 40n);
    const states = [[], [ending(hold, 'APPLIED')], [ending(hold, 'VOID')]].map((ends) =>
      lineagePostings([hold, ...ends]),
    );
    expect(states.map((postings) => postings.map(({ state }) => state))).toEqual([
      ['on_hold'],
      ['settled'],
      ['voided'],
    ]);
    expect(states.map(takenFrom)).toEqual([40n, 40n, 0n]);
  });

  it('knows the shadow of a credit, and leaves out rows that only say they are lineage', () => {
    const row = credit('txn_1', 70n, { provider: 'stripe' });
    const forged = {
      ...shadowRow(row),
      reference: 'x',
      shadow: { ...shadowRow(row).shadow!, lineageType: 'gift' },
    };
    expect(lineagePostings([shadowRow(row), forged])).toEqual([
      expect.objectContaining({
        step: 'credit',
        provider: 'stripe',
        shadowId: shadowRow(row).source,
      }),
    ]);
  });
});

describe('bookingOf', () => {
  const tagged = credit('txn_c', 70n, { provider: 'stripe' });
  const taken = debit('txn_d', 40n);
  const untaken = debit('txn_d', 40n, { allocated: false });
  const young = { ageMs: 3_000 };
  const releases = lineagePostings([release(taken, 'stripe', 40n)]);
  const booked = lineagePostings([shadowRow(tagged)]);

  it.each<[string, Partial<BookingFacts> & { transaction: Transaction }, string]>([
    ['a credit with its posting', { transaction: tagged, postings: booked }, 'followed'],
    ['a debit with its postings and note', { transaction: taken, postings: releases }, 'followed'],
    ['an old tagged credit without a posting', { transaction: tagged }, 'lost'],
    [
      'a young one',
      { transaction: credit('txn_c', 70n, { provider: 'stripe', ...young }) },
      'being_booked',
    ],
    [
      'a young debit',
      { transaction: debit('txn_d', 1n, { allocated: false, ...young }) },
      'being_booked',
    ],
    ['an old debit without anything', { transaction: untaken }, 'took_nothing'],
    ['postings without a note', { transaction: untaken, postings: releases }, 'partly'],
    ['a note without postings', { transaction: taken }, 'refund'],
    ['a credit that names nobody', { transaction: credit('txn_c', 5n) }, 'untagged'],
    [
      'a tagged credit out of a balance that is tracked itself',
      { transaction: tagged, source: { ...TRACKED, balanceId: 'bln_world' } },
      'tag_ignored',
    ],
    ['two untracked sides', { transaction: tagged, destination: PLAIN }, 'not_tracked'],
    ['a queued row', { transaction: credit('txn_c', 5n, { status: 'QUEUED' }) }, 'no_movement'],
    ['Core’s own posting', { transaction: shadowRow(tagged) }, 'of_lineage'],
    [
      'the end of a hold',
      {
        transaction: debit('txn_d', 40n, { allocated: false, parentTransaction: 'txn_h' }),
        parent: debit('txn_h', 40n, { status: 'INFLIGHT' }),
      },
      'with_hold',
    ],
  ])('says of %s', (_what, facts, is) => {
    expect(booking(facts).is).toBe(is);
  });
});
