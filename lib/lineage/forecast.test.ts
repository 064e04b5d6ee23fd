import { describe, expect, it } from 'vitest';
import { compare } from './forecast';
import { afterCredit, afterDebit } from './moves';
import { type LineagePosition } from './position';

const EMPTY: LineagePosition = {
  balance: 0n,
  strategy: 'FIFO',
  identifier: 'jane',
  mappings: [],
  shadows: new Map(),
  totals: new Map(),
};
const credited = afterCredit(afterCredit(EMPTY, 100n, 'stripe'), 50n, 'paypal');
/** stripe 100/70/30, paypal 50/50/0: a balance of 120. */
const JANES = afterDebit(credited, 30n).position;
/** Max gets it, and nothing can be carried over. */
const MAX = { identifier: 'max', carried: null };
const withTotal = (amount: bigint) => ({
  ...JANES,
  totals: new Map(JANES.totals).set('@max_lineage', amount),
});

describe('compare', () => {
  it('says of a debit what is taken today, and that lineage stops afterwards', () => {
    expect(compare(JANES, MAX, { kind: 'debit', amount: 60n })).toEqual({
      today: {
        balance: 60n,
        tagged: 60n,
        providers: [{ provider: 'stripe', amount: 60n }],
        gaveUp: false,
      },
      anyway: { balance: 60n, tagged: 120n, providers: [], gaveUp: true },
      offBy: { anyway: 60n, carried: 0n },
      carried: null,
      fromOthers: 0n,
    });
  });

  it('says what is taken from the new owner’s other money, in whole and in part', () => {
    expect(compare(withTotal(500n), MAX, { kind: 'debit', amount: 60n })).toMatchObject({
      anyway: { tagged: 60n, gaveUp: false },
      offBy: { anyway: 0n, carried: 0n },
      fromOthers: 60n,
    });
    expect(compare(withTotal(75n), MAX, { kind: 'debit', amount: 80n })).toMatchObject({
      today: { tagged: 40n },
      anyway: { tagged: 50n, gaveUp: true, providers: [{ provider: 'stripe', amount: 70n }] },
      offBy: { anyway: 10n, carried: 0n },
      fromOthers: 70n,
    });
  });

  it('says of a credit what it hides, and what it is mixed with', () => {
    const movement = { kind: 'credit', amount: 10n, provider: 'stripe' } as const;
    expect(compare(JANES, MAX, movement)).toMatchObject({
      today: { balance: 130n, tagged: 130n, providers: [{ provider: 'stripe', amount: 80n }] },
      anyway: { balance: 130n, tagged: 60n, providers: [{ provider: 'stripe', amount: 10n }] },
      offBy: { anyway: 70n, carried: 0n },
      fromOthers: 0n,
    });
    const mixed = new Map(JANES.shadows).set('@stripe_max_lineage', { received: 500n, spent: 0n });
    expect(compare({ ...JANES, shadows: mixed }, MAX, movement)).toMatchObject({
      anyway: { providers: [{ provider: 'stripe', amount: 510n }], tagged: 560n },
      offBy: { anyway: 430n, carried: 0n },
    });
  });

  it('changes nothing where both are called the same in lineage', () => {
    const same = compare(
      JANES,
      { identifier: 'jane', carried: null },
      { kind: 'debit', amount: 90n },
    );
    expect(same.anyway).toEqual(same.today);
    expect(same.offBy.anyway).toBe(0n);
  });

  it('says that a carried lineage goes on as it would have today', () => {
    const next = {
      identifier: 'max',
      carried: [
        { provider: 'stripe', amount: 70n },
        { provider: 'paypal', amount: 50n },
      ],
    };
    for (const movement of [
      { kind: 'debit', amount: 90n },
      { kind: 'credit', amount: 10n, provider: 'stripe' },
    ] as const) {
      const { today, carried, offBy } = compare(withTotal(500n), next, movement);
      expect(carried).toEqual(today);
      expect(offBy.carried).toBe(0n);
    }
  });

  it('counts only what the movement changes where the new owner has funds of the same provider', () => {
    const mixed = new Map(JANES.shadows).set('@stripe_max_lineage', { received: 500n, spent: 0n });
    const next = { identifier: 'max', carried: [{ provider: 'stripe', amount: 70n }] };
    const position = { ...withTotal(500n), shadows: mixed };
    const { carried, offBy } = compare(position, next, { kind: 'debit', amount: 60n });
    expect(carried).toMatchObject({
      tagged: 560n,
      providers: [{ provider: 'stripe', amount: 60n }],
    });
    expect(offBy.carried).toBe(0n);
  });
});
