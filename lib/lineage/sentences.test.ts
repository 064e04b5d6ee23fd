import { describe, expect, it } from 'vitest';
import { type Effect, type Impact } from './impact';
import { type Sentence } from './sentence';
import { effectWords, signalSentence, stakeSentence, verdictSentence } from './sentences';

const names = { from: 'Jane Doe', to: 'Max Roe' };
/** As a screen would write them, in a currency of two decimals. */
const text = (sentence: Sentence) =>
  sentence
    .map((part) => (typeof part === 'bigint' ? `${(Number(part) / 100).toFixed(2)} USD` : part))
    .join('');
const words = (effect: Effect) => {
  const { title, detail } = effectWords(effect, names);
  return `${text(title)} | ${text(detail)}`;
};

describe('effects in words', () => {
  it.each<[Effect, string]>([
    [
      { kind: 'debit_stops', above: 0n },
      'The next debit is paid, but lineage stops. | Core cannot release it from Max Roe’s lineage total (0.00 USD). After 5 tries it gives up, and lineage of this balance stops updating.',
    ],
    [
      { kind: 'debit_stops', above: 4_000n },
      'A debit above 40.00 USD is paid, but lineage stops. | Core cannot release it from Max Roe’s lineage total (40.00 USD). After 5 tries it gives up, and lineage of this balance stops updating.',
    ],
    [
      { kind: 'debit_takes_others', amount: 50_000n },
      'The next debit is booked against Max Roe’s other money. | Core releases it from lineage that belongs to other balances of the new identity (500.00 USD). Both lineages are wrong afterwards, and nothing in Core says so.',
    ],
    [
      {
        kind: 'credit_hides',
        providers: [
          { provider: 'stripe', amount: 7_000n },
          { provider: 'paypal', amount: 5_000n },
        ],
      },
      'The next tagged credit hides money. | A credit from stripe replaces the mapping: 70.00 USD drops out of the lineage view. From paypal: 50.00 USD.',
    ],
    [
      { kind: 'credit_merges', providers: [{ provider: 'stripe', amount: 50_000n }] },
      'A tagged credit then mixes the funds of two owners. | It adds this balance to what Max Roe already holds: stripe 500.00 USD.',
    ],
    [
      { kind: 'siblings_share', count: 2, complete: true, amount: 12_000n },
      '2 other balances of Jane Doe share these lineage funds. | They go on showing the same 120.00 USD.',
    ],
    [
      { kind: 'siblings_share', count: 1, complete: true, amount: 12_000n },
      '1 other balance of Jane Doe shares these lineage funds. | It goes on showing the same 120.00 USD.',
    ],
    [
      { kind: 'inflight_stays', amount: 3_000n },
      '30.00 USD inflight will settle under Jane Doe. | Tagged money that is held stays in the old lineage, whether committed or voided.',
    ],
    [
      { kind: 'not_settled', recheckMs: 3_200 },
      'Lineage is still being booked. | Checking again in 4 s.',
    ],
    [
      {
        kind: 'already_off',
        signals: [
          { kind: 'over', amount: 2_000n },
          { kind: 'total_short', amount: 12_000n, total: 0n },
        ],
      },
      'Lineage no longer follows this balance, so what a change would do cannot be said. | 20.00 USD more is tagged than the balance holds. The lineage total of the identity is 120.00 USD short: it holds 0.00 USD.',
    ],
  ])('case %#', (effect, expected) => {
    expect(words(effect)).toBe(expected);
  });

  it('have a title for every case', () => {
    const rest: Effect[] = [
      { kind: 'untracked' },
      { kind: 'same_name' },
      { kind: 'realigned' },
      { kind: 'all_spent', never: false },
      { kind: 'all_spent', never: true },
      { kind: 'never_delete' },
      { kind: 'cannot_tell' },
    ];
    for (const effect of rest)
      expect(text(effectWords(effect, names).title)).toMatch(/^[A-Z].*\.$/);
  });
});

describe('the band', () => {
  const impact: Impact = {
    verdict: 'will_break',
    effects: [],
    exact: true,
    tagged: [
      { provider: 'stripe', amount: 7_000n },
      { provider: 'paypal', amount: 5_000n },
    ],
  };

  it('says the verdict and what is at stake', () => {
    expect(verdictSentence(impact)).toBe('Lineage will stop matching after this change');
    expect(text(stakeSentence(impact))).toBe(
      '120.00 USD tagged: stripe 70.00 USD, paypal 50.00 USD',
    );
    expect(text(stakeSentence({ ...impact, exact: false }))).toMatch(/^Up to 120.00 USD tagged/);
    expect(text(stakeSentence({ ...impact, effects: [{ kind: 'untracked' }] }))).toBe(
      'This balance does not track lineage',
    );
  });
});

describe('signals', () => {
  it('carry their amount', () => {
    expect(
      text(signalSentence({ kind: 'pointer', provider: 'p', amount: 7_000n, indicator: '@x' })),
    ).toBe('70.00 USD from p lies in the lineage of another identity’s name.');
  });
});
