import { describe, expect, it } from 'vitest';
import {
  credit,
  debit,
  JANE,
  lineageFacts,
  MAX,
  shadowIdOf,
  shadowRow,
  type GivenFacts,
} from '@/lib/testing/lineage-facts';
import { carryOf, QUIET_MS, type CarryConditions } from './carry';
import { isBusy } from './pending';

/** stripe 100/70/30, paypal 50/50/0, an hour ago. */
const stripe = credit('c1', 100n, { provider: 'stripe' });
const paypal = credit('c2', 50n, { provider: 'paypal' });
const spent = debit('d1', 30n);
const EXAMPLE = {
  balance: 120n,
  providers: [
    { provider: 'stripe', received: 100n, spent: 30n },
    { provider: 'paypal', received: 50n },
  ],
  rows: [spent, paypal, stripe],
  shadowRows: [shadowRow(stripe), shadowRow(paypal)],
} satisfies GivenFacts;
const AMOUNTS = [
  { provider: 'stripe', amount: 70n },
  { provider: 'paypal', amount: 50n },
];
const FREE: CarryConditions = {
  policy: 'auto',
  isProven: true,
  mayPost: true,
  exactUpTo: null,
  sharesTotal: false,
};

function offer(given: Partial<GivenFacts>, conditions: Partial<CarryConditions> = {}) {
  const facts = lineageFacts({ ...EXAMPLE, ...given });
  return carryOf(facts, MAX, { ...FREE, ...conditions });
}

/** Another balance of Jane's in the shadow of a provider, with so much money of its own there. */
const sharing = (provider: string, balance = 10n) => ({
  sharers: [
    {
      row: { ...lineageFacts({ balance }).balance, balanceId: 'bln_b' },
      shadowIds: [shadowIdOf(provider, JANE)],
    },
  ],
});

describe('how lineage is carried over', () => {
  it('is moved in place where nothing else lies in its shadows', () => {
    expect(offer({})).toEqual({
      possible: true,
      method: 'in_place',
      because: 'exclusive',
      amounts: AMOUNTS,
      total: 120n,
    });
  });

  it('is drained where others share the owner’s total, or the new owner holds of a provider', () => {
    const drained = { possible: true, method: 'drain_refill', because: 'not_exclusive' };
    expect(offer({}, { sharesTotal: true })).toMatchObject(drained);
    expect(offer({ held: [[MAX, 'paypal', 5n]] })).toMatchObject({ ...drained, total: 120n });
    expect(offer({ held: [[MAX, 'other', 5n]] })).toMatchObject({ method: 'in_place' });
  });

  it('is drained where an operator wants it so', () => {
    expect(offer({}, { policy: 'drain-refill' })).toMatchObject({
      method: 'drain_refill',
      because: 'policy',
      amounts: AMOUNTS,
    });
  });

  it('carries what is its own of shared shadows, if a drain takes just that', () => {
    const shared = {
      ...sharing('paypal'),
      providers: [EXAMPLE.providers[0]!, { provider: 'paypal', received: 60n }],
    };
    expect(offer(shared, { sharesTotal: true })).toMatchObject({ amounts: AMOUNTS, total: 120n });
    const first = {
      ...sharing('stripe', 40n),
      providers: [{ provider: 'stripe', received: 140n, spent: 30n }, EXAMPLE.providers[1]!],
    };
    // A debit of 120 would take 110 of stripe, of which 40 belong to the other one.
    expect(offer(first, { sharesTotal: true })).toEqual({ possible: false, why: 'shared_mix' });
  });

  it.each([
    ['policy', {}, { policy: 'off' }],
    ['core', {}, { isProven: false }],
    ['key_scope', {}, { mayPost: false }],
    ['key_rounds', {}, { exactUpTo: 119n }],
    ['off', { providers: [{ provider: 'stripe', received: 500n }] }, {}],
    ['on_hold', { providers: [{ ...EXAMPLE.providers[0]!, inflight: 1n }] }, {}],
    ['own_unclear', { ...sharing('paypal'), rowsComplete: false }, { sharesTotal: true }],
    ['not_exclusive', {}, { policy: 'in-place', sharesTotal: true }],
    [
      'moving',
      { rows: [debit('d2', 0n, { ageMs: QUIET_MS - 1_000 }), ...EXAMPLE.rows] },
      { sharesTotal: true },
    ],
  ] as [string, Partial<GivenFacts>, Partial<CarryConditions>][])(
    'is not possible: %s',
    (why, given, conditions) => {
      expect(offer(given, conditions)).toEqual({ possible: false, why });
    },
  );

  it('goes on in place while payments are being booked', () => {
    const moving = [debit('d2', 1n, { allocated: false, ageMs: 500 }), ...EXAMPLE.rows];
    expect(offer({ rows: moving, balance: 119n })).toMatchObject({ method: 'in_place' });
  });
});

describe('a balance on which money moves all the time', () => {
  const moving = (movements: number, everyMs: number) =>
    isBusy(
      lineageFacts({
        ...EXAMPLE,
        rows: Array.from({ length: movements }, (_, n) =>
          debit(`d${n}`, 1n, { ageMs: n * everyMs }),
        ),
      }),
    );

  it('is one that would not be settled soon', () => {
    expect(moving(6, 5_000)).toBe(true);
    expect(moving(5, 1_000)).toBe(false);
    expect(moving(6, 20_000)).toBe(false);
    expect(moving(0, 0)).toBe(false);
  });
});
