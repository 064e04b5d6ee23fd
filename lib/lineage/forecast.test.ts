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
const withTotal = (amount: bigint) => ({
  ...JANES,
  totals: new Map(JANES.totals).set('@max_lineage', amount),
});

describe('compare', () => {
  it('says of a debit what is taken today, and that lineage stops afterwards', () => {
    expect(compare(JANES, 'max', { kind: 'debit', amount: 60n })).toEqual({
      today: {
        balance: 60n,
        tagged: 60n,
        providers: [{ provider: 'stripe', amount: 60n }],
        gaveUp: false,
      },
      anyway: { balance: 60n, tagged: 120n, providers: [], gaveUp: true },
      offBy: 60n,
      fromOthers: 0n,
    });
  });

  it('says what is taken from the new owner’s other money, in whole and in part', () => {
    expect(compare(withTotal(500n), 'max', { kind: 'debit', amount: 60n })).toMatchObject({
      anyway: { tagged: 60n, gaveUp: false },
      offBy: 0n,
      fromOthers: 60n,
    });
    expect(compare(withTotal(75n), 'max', { kind: 'debit', amount: 80n })).toMatchObject({
      today: { tagged: 40n },
      anyway: { tagged: 50n, gaveUp: true, providers: [{ provider: 'stripe', amount: 70n }] },
      offBy: 10n,
      fromOthers: 70n,
    });
  });

  it('says of a credit what it hides, and what it is mixed with', () => {
    const movement = { kind: 'credit', amount: 10n, provider: 'stripe' } as const;
    expect(compare(JANES, 'max', movement)).toMatchObject({
      today: { balance: 130n, tagged: 130n, providers: [{ provider: 'stripe', amount: 80n }] },
      anyway: { balance: 130n, tagged: 60n, providers: [{ provider: 'stripe', amount: 10n }] },
      offBy: 70n,
      fromOthers: 0n,
    });
    const mixed = new Map(JANES.shadows).set('@stripe_max_lineage', { received: 500n, spent: 0n });
    expect(compare({ ...JANES, shadows: mixed }, 'max', movement)).toMatchObject({
      anyway: { providers: [{ provider: 'stripe', amount: 510n }], tagged: 560n },
      offBy: 430n,
    });
  });

  it('changes nothing where both are called the same in lineage', () => {
    const same = compare(JANES, 'jane', { kind: 'debit', amount: 90n });
    expect(same.anyway).toEqual(same.today);
    expect(same.offBy).toBe(0n);
  });
});
