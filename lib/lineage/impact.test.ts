import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '@/lib/base/canonical-json';
import {
  JANE,
  JANES_NAMESAKE,
  MAX,
  balanceRow,
  credit,
  debit,
  lineageFacts,
  shadowIdOf,
  shadowRow,
  type GivenFacts,
} from '@/lib/testing/lineage-facts';
import { allocate } from './allocation';
import { impactOf, type Impact } from './impact';
import { impactRecord } from './record';
import { plainText } from './sentence';
import { effectSaid, signalSaid, taggedSaid, verdictSaid } from './sentences';

const CURRENCY = { currency: 'USD', decimals: 2 };
const WORDING = { from: 'Jane Doe', to: 'Max Roe', currency: CURRENCY };

/** After step 2 of the worked example (contract 5.9), in hundredths. */
const EXAMPLE: GivenFacts = {
  balance: 12_000n,
  providers: [
    { provider: 'stripe', received: 10_000n, spent: 3_000n },
    { provider: 'paypal', received: 5_000n },
  ],
};
const impactIn = (given: GivenFacts, target = MAX) => impactOf(lineageFacts(given), target);
const said = (impact: Impact) =>
  impact.effects.map((effect) => {
    const { title, text } = effectSaid(effect, WORDING);
    return `${plainText(title)} ${plainText(text)}`;
  });
const kinds = (impact: Impact) => impact.effects.map(({ kind }) => kind);

describe('the worked example, before its third step', () => {
  it('says what steps 4 and 5 will show', () => {
    const impact = impactIn(EXAMPLE);
    expect(impact.verdict).toBe('will_break');
    expect(said(impact)).toEqual([
      'The next debit is paid, but lineage stops. Core cannot release it from Max Roe’s lineage total (0.00 USD). After 5 tries it gives up, and lineage of this balance stops updating.',
      'The next tagged credit hides money. A credit from stripe replaces the mapping: 70.00 USD drops out of the lineage view. From paypal 50.00 USD.',
      'Jane Doe must never be deleted after this. Core would forget the providers of this balance, and its debits would no longer be allocated.',
    ]);
    expect(plainText(taggedSaid(impact, CURRENCY))).toBe(
      '120.00 USD tagged: stripe 70.00, paypal 50.00',
    );
  });

  it('says that the new identity’s other money is used up, when it has some', () => {
    const given: GivenFacts = {
      ...EXAMPLE,
      totals: [[MAX, 50_000n]],
      held: [[MAX, 'stripe', 50_000n]],
    };
    expect(said(impactIn(given)).slice(0, 3)).toEqual([
      'The next debit uses up lineage of Max Roe’s other balances. Core books it against the 500.00 USD that belongs to them. Both totals are wrong afterwards, and nothing says so.',
      'The next tagged credit hides money. A credit from stripe replaces the mapping: 70.00 USD drops out of the lineage view. From paypal 50.00 USD.',
      'Funds of Jane Doe and Max Roe are mixed. The same credit adds this balance to what Max Roe already holds: stripe 500.00 USD.',
    ]);
  });

  it('says both when it has some, but not enough for every debit', () => {
    const impact = impactIn({ ...EXAMPLE, totals: [[MAX, 3_000n]] });
    expect(said(impact)[0]).toBe(
      'A larger debit is paid, but lineage stops. Above 30.00 USD Core cannot release a debit from Max Roe’s lineage total. After 5 tries it gives up, and lineage of this balance stops updating.',
    );
    expect(kinds(impact)[1]).toBe('debit_takes_from_others');
  });
});

describe('a change of a label and nothing more', () => {
  it.each<[string, Impact, string, string[]]>([
    ['untracked', impactOf('untracked', MAX), 'untracked', []],
    ['no tagged credit yet', impactIn({ balance: 5n }), 'nothing_tagged', []],
    [
      'all spent',
      impactIn({ balance: 5n, providers: [{ provider: 'p', received: 9n, spent: 9n }] }),
      'all_spent',
      ['never_delete_owner'],
    ],
    [
      'a namesake with the same four hex digits',
      impactIn(EXAMPLE, JANES_NAMESAKE),
      'same_identifier',
      ['never_delete_owner'],
    ],
  ])('%s', (_name, impact, why, effects) => {
    expect(impact).toMatchObject({ verdict: 'label_only', why });
    expect(kinds(impact)).toEqual(effects);
  });

  it('the way back, as long as nothing was missed since', () => {
    const given: GivenFacts = {
      owner: MAX,
      balance: 100n,
      providers: [{ provider: 'p', received: 100n, keptUnder: JANE }],
      totals: [
        [MAX, 0n],
        [JANE, 100n],
      ],
    };
    expect(impactIn(given, JANE)).toMatchObject({ verdict: 'label_only', why: 'given_back' });
    const missed = { ...given, balance: 60n, rows: [debit('d', 40n, { allocated: false })] };
    const impact = impactIn(missed, JANE);
    expect(impact.verdict).toBe('will_break');
    expect(impact.effects).toEqual([{ kind: 'stays_off', amount: 40n }]);
  });
});

describe('when nothing can be promised', () => {
  it('waits until the last movement is past Core’s last try', () => {
    const recent = (ageMs: number) =>
      impactIn({ ...EXAMPLE, rows: [debit('d', 3_000n, { ageMs })] });
    expect(recent(0)).toMatchObject({ verdict: 'not_settled', recheckInMs: 6_000 });
    expect(recent(4_500)).toMatchObject({ verdict: 'not_settled', recheckInMs: 1_500 });
    expect(recent(6_000).verdict).toBe('will_break');
  });

  it('waits for work that Core has not done yet', () => {
    const rows = [credit('c', 1n, { provider: 'stripe', ageMs: 8_000 })];
    expect(impactIn({ ...EXAMPLE, rows })).toMatchObject({
      verdict: 'not_settled',
      recheckInMs: 1_000,
    });
  });

  it('blocks what is off already, with the causes', () => {
    const impact = impactIn({
      ...EXAMPLE,
      balance: 6_000n,
      rows: [debit('d', 6_000n, { allocated: false })],
    });
    expect(impact).toMatchObject({ verdict: 'blocked', why: 'off' });
    if (impact.verdict !== 'blocked') return;
    expect(impact.signals.map((each) => plainText(signalSaid(each, 'Jane Doe', CURRENCY)))).toEqual(
      ['Lineage says 120.00 USD; the balance is 60.00 USD. 1 debit was not released from it.'],
    );
    expect(plainText(verdictSaid(impact, WORDING).aside)).toBe('by 60.00 USD');
  });

  it('blocks what could not be read', () => {
    expect(impactOf('unreadable', MAX)).toMatchObject({ verdict: 'blocked', why: 'unreadable' });
  });
});

describe('a shared shadow', () => {
  const shared = (given: Partial<GivenFacts>): GivenFacts => ({
    balance: 30n,
    providers: [{ provider: 'p', received: 107n }],
    sharers: [
      {
        row: balanceRow({ balanceId: 'bln_b', balance: 77n }),
        shadowIds: [shadowIdOf('p', JANE)],
      },
    ],
    ...given,
  });
  const c = credit('c', 50n, { provider: 'p' });

  it('counts this balance’s own part, from its own movements', () => {
    const impact = impactIn(shared({ rows: [debit('d', 20n), c], shadowRows: [shadowRow(c)] }));
    expect(impact.tagged).toEqual([{ provider: 'p', amount: 30n, exact: true }]);
    expect(said(impact)).toContain(
      '1 other balance of Jane Doe shares these funds. It goes on showing the same 1.07 USD.',
    );
  });

  it('says "up to" when they cannot tell', () => {
    const impact = impactIn(shared({ rowsComplete: false }));
    expect(plainText(taggedSaid(impact, CURRENCY))).toBe(
      'up to 1.07 USD tagged: p 1.07, shared with 1 other balance',
    );
  });

  it('breaks by all that the shadow has, even if nothing of it is this balance’s own', () => {
    const impact = impactIn(
      shared({
        balance: 0n,
        providers: [{ provider: 'p', received: 77n }],
        rows: [debit('d', 50n), c],
        shadowRows: [shadowRow(c)],
      }),
    );
    expect(impact.tagged).toEqual([]);
    expect(kinds(impact)).toEqual([
      'debit_stops_lineage',
      'others_keep_showing',
      'never_delete_owner',
    ]);
  });

  it.each([
    ['a committed hold', { provider: 'p', parentTransaction: 'h', inflight: true }],
    ['funds from another tracked balance', { fundAllocation: [] }],
    ['a row without an exact amount', { preciseAmount: null }],
  ])('cannot tell with %s in the history', (_name, given) => {
    const impact = impactIn(
      shared({ rows: [credit('x', 5n, given), c], shadowRows: [shadowRow(c)] }),
    );
    expect(impact.tagged).toEqual([{ provider: 'p', amount: 107n, exact: false }]);
  });
});

it('says what is on hold and settles under the old identity', () => {
  const impact = impactIn({
    balance: 0n,
    providers: [{ provider: 'p', received: 0n, inflight: 3_000n }],
  });
  expect(impact.verdict).toBe('will_break');
  expect(said(impact)[0]).toBe(
    '30.00 USD inflight will settle under Jane Doe. It was put on hold in Jane Doe’s lineage and stays there when it is committed or voided.',
  );
});

describe('properties', () => {
  const anyAmount = fc.bigInt({ min: 1n, max: 10n ** 20n });
  const anyState = fc.record({
    available: fc.array(anyAmount, { minLength: 1, maxLength: 5 }),
    total: fc.bigInt({ min: 0n, max: 10n ** 20n }),
    debit: anyAmount,
    strategy: fc.constantFrom('FIFO', 'LIFO', 'PROPORTIONAL' as const),
  });

  it('foretells for every debit whether its releases fail (contract 5.5.5)', () => {
    fc.assert(
      fc.property(anyState, (state) => {
        const providers = state.available.map((received, i) => ({ provider: `p${i}`, received }));
        const balance = state.available.reduce((sum, each) => sum + each, 0n);
        const { strategy, total } = state;
        const impact = impactIn({ balance, strategy, providers, totals: [[MAX, total]] });
        const stops = impact.effects.find(({ kind }) => kind === 'debit_stops_lineage');
        const taken = allocate(
          providers.map(({ provider, received }) => ({ provider, available: received })),
          state.debit,
          strategy,
        ).reduce((sum, { amount }) => sum + amount, 0n);
        const fails = taken > total;
        if (fails) expect(stops).toEqual({ kind: 'debit_stops_lineage', total });
        const usesOthers = kinds(impact).includes('debit_takes_from_others');
        expect(usesOthers).toBe(total > 0n);
        if (!stops) expect(balance).toBeLessThanOrEqual(total);
      }),
    );
  });

  it('replays own movements to what is left of them, and never more than the balance', () => {
    const anyMove = fc.record({
      isCredit: fc.boolean(),
      provider: fc.constantFrom('p', 'q', 'r'),
      amount: fc.bigInt({ min: 1n, max: 1_000n }),
    });
    fc.assert(
      fc.property(fc.array(anyMove, { maxLength: 30 }), (moves) => {
        let balance = 0n;
        const rows = moves.flatMap((move, index) => {
          if (move.isCredit) {
            balance += move.amount;
            return [credit(`t${index}`, move.amount, { provider: move.provider })];
          }
          if (move.amount > balance) return [];
          balance -= move.amount;
          return [debit(`t${index}`, move.amount)];
        });
        const shadowRows = rows.filter((row) => row.provider).map((row) => shadowRow(row));
        const impact = impactIn({
          balance,
          providers: ['p', 'q', 'r'].map((provider) => ({ provider, received: 10n ** 9n })),
          rows: rows.toReversed(),
          shadowRows,
          // Somebody else's money is in every shadow.
          sharers: [
            {
              row: balanceRow({ balanceId: 'bln_b', balance: 10n ** 10n }),
              shadowIds: ['p', 'q', 'r'].map((provider) => shadowIdOf(provider, JANE)),
            },
          ],
        });
        const own = impact.tagged.reduce((sum, { amount }) => sum + amount, 0n);
        // Everything here is tagged, FIFO books every debit in full, so both must agree.
        expect(own).toBe(balance);
        expect(impact.tagged.every(({ exact }) => exact)).toBe(true);
      }),
    );
  });

  it('has a record that changes with every amount and with nothing else', () => {
    const subject = { balanceId: 'bln_a', fromIdentityId: JANE.identityId, toIdentityId: 'idt_b' };
    const textOf = (given: GivenFacts) => canonicalJson(impactRecord(impactIn(given), subject));
    expect(textOf(EXAMPLE)).toBe(textOf({ ...EXAMPLE, rows: [debit('old', 1n)] }));
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 20_000n }), (total) => {
        fc.pre(total !== 0n);
        expect(textOf({ ...EXAMPLE, totals: [[MAX, total]] })).not.toBe(textOf(EXAMPLE));
      }),
    );
  });
});
