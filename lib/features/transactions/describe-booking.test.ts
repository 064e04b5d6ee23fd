import { describe, expect, it } from 'vitest';
import { type Transaction } from '@/lib/core/schemas/transaction';
import { debit, lineageFacts, READ_AT_MS } from '@/lib/testing/lineage-facts';
import { describeBooking } from './describe-booking';

const source = lineageFacts({ balance: 0n }).balance;
const HUGE = 9007199254740993n;

function release(of: Transaction, amount: bigint): Transaction {
  return {
    ...of,
    transactionId: 'txn_r',
    reference: `${of.reference}_release_stripe`,
    preciseAmount: amount,
    shadow: {
      shadowFor: of.transactionId,
      provider: 'stripe',
      lineageType: 'release',
      mainBalance: 'bln_a',
    },
  };
}

function described(noted: bigint) {
  const row = {
    ...debit('txn_1', HUGE + 10n),
    fundAllocation: [{ provider: 'stripe', amount: noted, exact: false }],
  };
  const data = {
    transactionId: 'txn_1',
    fundAllocation: row.fundAllocation,
    shadowTransactions: [release(row, HUGE)],
  };
  const lineage = { data, coreTimeMs: READ_AT_MS };
  return describeBooking({ row, parent: null, source, destination: null, lineage });
}

describe('describeBooking', () => {
  it('takes amounts from the postings, and says when Core’s note has lost digits', () => {
    expect(described(HUGE)).toMatchObject({ is: 'followed', noteIsRounded: false });
    expect(described(HUGE - 1n)).toMatchObject({
      noteIsRounded: true,
      postings: [{ amount: { minor: String(HUGE) } }],
      taken: { total: { minor: String(HUGE) }, untagged: { minor: '10' } },
    });
  });

  it('does not claim anything when lineage could not be read', () => {
    const row = debit('txn_1', 5n);
    const told = describeBooking({ row, parent: null, source, destination: null, lineage: null });
    expect(told).toMatchObject({ is: 'cannot_tell', postings: [], taken: null });
  });
});
