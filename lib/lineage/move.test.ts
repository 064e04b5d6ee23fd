import { describe, expect, it } from 'vitest';
import {
  credit,
  JANE,
  lineageFacts,
  MAX,
  shadowIdOf,
  shadowRow,
  type GivenFacts,
} from '@/lib/testing/lineage-facts';
import { moveOf } from './move';

const stripe = credit('c1', 100n, { provider: 'stripe' });
const paypal = credit('c2', 50n, { provider: 'paypal' });
/** stripe 70 and paypal 50 of 130. */
const EXAMPLE = {
  balance: 130n,
  providers: [
    { provider: 'stripe', received: 100n, spent: 30n },
    { provider: 'paypal', received: 50n },
  ],
  rows: [paypal, stripe],
  shadowRows: [shadowRow(stripe), shadowRow(paypal)],
} satisfies GivenFacts;

const offer = (
  given: Partial<GivenFacts> = {},
  conditions: { mayPost?: boolean; exactUpTo?: bigint | null } = {},
) =>
  moveOf(lineageFacts({ ...EXAMPLE, ...given }), { mayPost: true, exactUpTo: null, ...conditions });

describe('moving the money to a new balance', () => {
  it.each(['FIFO', 'LIFO', 'PROPORTIONAL'] as const)(
    'takes every provider completely, named in the order of the first credit: %s',
    (strategy) => {
      expect(offer({ strategy })).toEqual({
        possible: true,
        amounts: [
          { provider: 'stripe', amount: 70n },
          { provider: 'paypal', amount: 50n },
        ],
        total: 130n,
      });
    },
  );

  it('does not mind what the next owner holds', () => {
    expect(offer({ held: [[MAX, 'stripe', 500n]] })).toMatchObject({ possible: true });
  });

  it.each<[string, Partial<GivenFacts>, Parameters<typeof offer>[1]]>([
    ['key_scope', {}, { mayPost: false }],
    // The whole balance is posted, not only what is tagged.
    ['key_rounds', {}, { exactUpTo: 125n }],
    ['off', { providers: [{ provider: 'stripe', received: 500n }] }, {}],
    ['on_hold', { providers: [{ ...EXAMPLE.providers[0]!, inflight: 1n }] }, {}],
    [
      'shared',
      {
        sharers: [
          {
            row: { ...lineageFacts({ balance: 10n }).balance, balanceId: 'bln_b' },
            shadowIds: [shadowIdOf('paypal', JANE)],
          },
        ],
      },
      {},
    ],
  ])('is not possible: %s', (why, given, conditions) => {
    expect(offer(given, conditions)).toEqual({ possible: false, why });
  });
});
