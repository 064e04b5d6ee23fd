import { describe, expect, it } from 'vitest';
import {
  JANE,
  MAX,
  balanceRow,
  credit,
  debit,
  lineageFacts,
  shadowIdOf,
  shadowRow,
  type GivenFacts,
} from '@/lib/testing/lineage-facts';
import { healthOf } from './health';

const signalsOf = (given: GivenFacts) => {
  const health = healthOf(lineageFacts(given));
  return health.state === 'off'
    ? health.signals.map(({ signal, amount }) => `${signal} ${amount}`)
    : health.state;
};
const c1 = credit('c1', 100n, { provider: 'p' });
const c2 = credit('c2', 50n, { provider: 'q' });
const booked = [shadowRow(c1), shadowRow(c2)];

describe('the worked example of the contract (5.9), step by step', () => {
  it('agrees after two tagged credits and a debit', () => {
    expect(
      signalsOf({
        balance: 120n,
        providers: [
          { provider: 'p', received: 100n, spent: 30n },
          { provider: 'q', received: 50n },
        ],
        rows: [debit('d1', 30n), c2, c1],
        shadowRows: booked,
      }),
    ).toBe('agrees');
  });

  const moved = [
    { provider: 'p', received: 100n, spent: 30n, keptUnder: JANE },
    { provider: 'q', received: 50n, keptUnder: JANE },
  ];

  it('step 3, the identity changed: pointers and total', () => {
    expect(
      signalsOf({
        owner: MAX,
        balance: 120n,
        providers: moved,
        totals: [[MAX, 0n]],
        rows: [debit('d1', 30n), c2, c1],
        shadowRows: booked,
      }),
    ).toEqual(['pointer 70', 'pointer 50', 'total_short 120']);
  });

  it('step 4, a debit that was not released: also over, and names the debit', () => {
    const facts = lineageFacts({
      owner: MAX,
      balance: 100n,
      providers: moved,
      totals: [[MAX, 0n]],
      rows: [debit('d2', 20n, { allocated: false }), debit('d1', 30n), c2, c1],
      shadowRows: booked,
    });
    const health = healthOf(facts);
    expect(
      health.state === 'off' && health.signals.find(({ signal }) => signal === 'over'),
    ).toEqual({
      signal: 'over',
      amount: 20n,
      tagged: 120n,
      held: 100n,
      balances: 1,
      debitIds: ['d2'],
    });
  });

  it('step 5, a credit moved one pointer: the funds left behind', () => {
    const c3 = credit('c3', 40n, { provider: 'p' });
    expect(
      signalsOf({
        owner: MAX,
        balance: 140n,
        providers: [
          { provider: 'p', received: 40n, keptUnder: MAX },
          { provider: 'q', received: 50n, keptUnder: JANE },
        ],
        totals: [[MAX, 40n]],
        rows: [c3, debit('d2', 20n, { allocated: false }), debit('d1', 30n), c2, c1],
        shadowRows: [shadowRow(c3, MAX), ...booked],
        formerShadows: [
          balanceRow({ balanceId: shadowIdOf('p', JANE), debitBalance: 100n, creditBalance: 30n }),
        ],
      }),
    ).toEqual(['pointer 50', 'orphan 70', 'total_short 50']);
  });
});

it('counts only debits above funds that others may share, once they are kept elsewhere', () => {
  const given = (rows: ReturnType<typeof debit>[]): GivenFacts => ({
    owner: MAX,
    balance: 100n,
    providers: [{ provider: 'p', received: 140n, keptUnder: JANE }],
    totals: [[MAX, 500n]],
    rows,
    rowsComplete: false,
  });
  expect(signalsOf(given([]))).toEqual(['pointer 140']);
  expect(signalsOf(given([debit('d', 20n, { allocated: false })]))).toEqual([
    'pointer 140',
    'over 20',
  ]);
});

describe('what is not off', () => {
  it('an overdraft that a tagged credit paid back', () => {
    const c = credit('c', 100n, { provider: 'p' });
    expect(
      signalsOf({
        balance: 50n,
        providers: [{ provider: 'p', received: 100n }],
        rows: [c, debit('d', 50n, { allocated: false })],
        shadowRows: [shadowRow(c)],
      }),
    ).toBe('agrees');
  });

  it('the rounding of PROPORTIONAL, up to one less than its providers for each debit', () => {
    const given = (available: bigint): GivenFacts => ({
      balance: 1n,
      strategy: 'PROPORTIONAL',
      providers: [
        { provider: 'p', received: available },
        { provider: 'q', received: 0n },
        { provider: 'r', received: 0n },
      ],
      rows: [debit('d', 10n)],
      rowsComplete: true,
    });
    expect(signalsOf(given(3n))).toBe('agrees');
    expect(signalsOf(given(4n))).toEqual(['over 3']);
  });

  it('others’ money in a shared shadow, even above this balance', () => {
    const other = balanceRow({ balanceId: 'bln_b', balance: 500n });
    const given = {
      balance: 100n,
      providers: [{ provider: 'p', received: 600n }],
      rows: [c1],
      shadowRows: booked,
    };
    expect(signalsOf({ ...given, rowsComplete: false })).toEqual(['over 500']);
    expect(
      signalsOf({
        ...given,
        rowsComplete: false,
        sharers: [{ row: other, shadowIds: [shadowIdOf('p', JANE)] }],
      }),
    ).toBe('agrees');
  });

  it('what is left under the former owner, when it is not this balance’s', () => {
    const c3 = credit('c3', 40n, { provider: 'p' });
    expect(
      signalsOf({
        owner: MAX,
        balance: 40n,
        providers: [{ provider: 'p', received: 40n, keptUnder: MAX }],
        totals: [[MAX, 40n]],
        rows: [c3, debit('d', 100n), c1],
        shadowRows: [shadowRow(c3, MAX), shadowRow(c1)],
        // Another balance of Jane's has brought 300 into the shadow that ours has left.
        formerShadows: [
          balanceRow({ balanceId: shadowIdOf('p', JANE), debitBalance: 400n, creditBalance: 100n }),
        ],
      }),
    ).toBe('agrees');
  });

  it('a stale pointer at nothing', () => {
    expect(
      signalsOf({
        owner: MAX,
        balance: 0n,
        providers: [{ provider: 'p', received: 100n, spent: 100n, keptUnder: JANE }],
      }),
    ).toBe('agrees');
  });

  it('a tag that Core ignored, because the source tracks lineage without that provider', () => {
    const tagged = credit('c', 10n, { provider: 'x', source: 'bln_tracked' });
    expect(signalsOf({ balance: 10n, rows: [tagged], trackedSources: ['bln_tracked'] })).toBe(
      'agrees',
    );
    expect(signalsOf({ balance: 10n, rows: [tagged] })).toEqual(['credit_lost 10']);
  });

  it('the commit of a hold, which Core books with the hold', () => {
    const hold = credit('h', 10n, { provider: 'p', status: 'INFLIGHT', inflight: true });
    const commit = credit('k', 10n, { provider: 'p', parentTransaction: 'h' });
    expect(
      signalsOf({
        balance: 10n,
        providers: [{ provider: 'p', received: 10n }],
        rows: [commit, hold],
        shadowRows: [shadowRow(hold)],
      }),
    ).toBe('agrees');
  });
});

describe('what is being booked', () => {
  it.each([
    ['a tagged credit without its posting', [credit('new', 5n, { provider: 'p', ageMs: 9_000 })]],
    ['a debit without its allocation', [debit('new', 5n, { allocated: false, ageMs: 9_000 })]],
  ])('%s, younger than 10 s', (_name, rows) => {
    const health = healthOf(
      lineageFacts({ balance: 1n, providers: [{ provider: 'p', received: 100n }], rows }),
    );
    expect(health).toEqual({ state: 'being_booked', transactionIds: ['new'] });
  });

  it('does not take what was read a moment apart for a fault', () => {
    // The credit was booked between the reading of lineage and of movements.
    const fresh = credit('new', 5n, { provider: 'q', ageMs: 2_000 });
    const given: GivenFacts = {
      balance: 100n,
      providers: [{ provider: 'p', received: 105n }],
      rows: [fresh, c1],
      shadowRows: [shadowRow(c1), shadowRow(fresh)],
      formerShadows: [balanceRow({ balanceId: shadowIdOf('q', JANE), debitBalance: 5n })],
    };
    expect(healthOf(lineageFacts(given))).toEqual({
      state: 'being_booked',
      transactionIds: ['new'],
    });
    const old = credit('new', 5n, { provider: 'q', ageMs: 6_000 });
    expect(signalsOf({ ...given, rows: [old, c1] })).toEqual(['orphan 5', 'over 5']);
  });

  it('knows a posting of somebody else’s that has the reference of a lost one', () => {
    const lost = credit('c3', 7n, { provider: 'p' });
    const taken = { ...shadowRow(lost), shadow: null };
    expect(
      signalsOf({
        balance: 107n,
        providers: [{ provider: 'p', received: 100n }],
        rows: [lost, c1],
        shadowRows: [shadowRow(c1), taken],
      }),
    ).toEqual(['credit_lost 7']);
  });

  it('is off once it is older', () => {
    const rows = [credit('new', 5n, { provider: 'p', ageMs: 10_000 })];
    expect(
      signalsOf({ balance: 105n, providers: [{ provider: 'p', received: 100n }], rows }),
    ).toEqual(['credit_lost 5']);
  });

  it('does not hide a wrong pointer', () => {
    expect(
      signalsOf({
        owner: MAX,
        balance: 100n,
        providers: [{ provider: 'p', received: 100n, keptUnder: JANE }],
        totals: [[MAX, 0n]],
        rows: [debit('new', 5n, { allocated: false, ageMs: 1_000 })],
      }),
    ).toEqual(['pointer 100']);
  });
});

describe('what cannot be told', () => {
  it('a shadow that Core could not load', () => {
    const facts = lineageFacts({ balance: 1n, providers: [{ provider: 'p', received: 1n }] });
    expect(healthOf({ ...facts, lineageBalances: [] })).toEqual({ state: 'cannot_tell' });
  });

  it('an owner that is gone', () => {
    expect(healthOf({ ...lineageFacts({ balance: 1n }), identity: null })).toEqual({
      state: 'cannot_tell',
    });
  });

  it('whether a shared total is above the balances, when not all of them were asked', () => {
    expect(
      signalsOf({ balance: 1n, providers: [{ provider: 'p', received: 9n }], unasked: 3 }),
    ).toBe('agrees');
  });
});

it('sees a shadow from which more was released than was there', () => {
  expect(
    signalsOf({
      balance: 0n,
      providers: [{ provider: 'p', received: 10n, spent: 12n }],
      totals: [[JANE, 0n]],
    }),
  ).toEqual(['negative 2']);
});
