import 'server-only';
import { moneyText } from '@/lib/base/money';
import { toMoney } from '@/lib/core/schemas/money';
import { type Impact } from '@/lib/lineage/impact';
import { plainText, possessive, type Sentence } from '@/lib/lineage/sentence';
import { effectSaid, signalSaid, verdictSaid } from '@/lib/lineage/sentences';

/** What a change of identity would do, in words. */
export type ImpactDto = {
  verdict: Impact['verdict'];
  /** The verdict in one line, and what stands at its right. */
  title: string;
  aside: Sentence;
  /** Worst first. */
  effects: { kind: string; title: Sentence; text: Sentence }[];
  /** Why it is blocked, and what to do; empty unless it is. */
  blockedBy: Sentence[];
  /** When to look again, while nothing exact can be said. */
  recheckInMs: number | null;
  /** Whether the person must type the confirmation. */
  needsConfirmation: boolean;
  /** What will be true afterwards: the sentence beside the button. */
  outcome: { strong: string; rest: string };
};

/** What the two sides are called; `from: null` for a balance of nobody's. */
export type ImpactNames = { from: string | null; to: string };

/** The words about an impact. `balance` is in minor units. */
export function describeImpact(
  impact: Impact,
  about: ImpactNames & { balance: bigint; currency: string },
): ImpactDto {
  const { decimals } = toMoney(0n, about.currency);
  const from = about.from ?? 'nobody';
  const wording = { from, to: about.to, currency: { currency: about.currency, decimals } };
  const { title, aside } = verdictSaid(impact, wording);
  return {
    verdict: impact.verdict,
    title,
    aside,
    effects: impact.effects.map((effect) => ({
      kind: effect.kind,
      ...effectSaid(effect, wording),
    })),
    blockedBy: impact.verdict === 'blocked' ? whyBlocked(impact, wording) : [],
    recheckInMs: impact.verdict === 'not_settled' ? impact.recheckInMs : null,
    needsConfirmation: impact.verdict === 'will_break',
    outcome: outcomeOf(impact, about),
  };
}

function whyBlocked(
  impact: Extract<Impact, { verdict: 'blocked' }>,
  wording: { from: string; currency: { currency: string; decimals: number | null } },
): Sentence[] {
  if (impact.why === 'unreadable') {
    return [
      [
        'What a change would do cannot be said without it. Nothing was changed. Look again in a moment; if it stays so, an operator can check Core and the scopes of our key.',
      ],
    ];
  }
  return [
    ...impact.signals.map((signal) => signalSaid(signal, wording.from, wording.currency)),
    [
      'It is not moved on, because afterwards nobody could tell which change caused what. If the funds are kept under a former identity’s name, give the balance back to that one first.',
    ],
  ];
}

function outcomeOf(
  impact: Impact,
  { from, to, balance, currency }: ImpactNames & { balance: bigint; currency: string },
): ImpactDto['outcome'] {
  const amount = moneyText(toMoney(balance, currency));
  if (from === null) {
    return {
      strong: `${to} will own this balance of ${amount}.`,
      rest: 'This cannot be undone: Core cannot take an identity away again.',
    };
  }
  if (impact.verdict !== 'will_break') {
    return { strong: `${to} will own this balance of ${amount}.`, rest: '' };
  }
  if (impact.effects.some(({ kind }) => kind === 'stays_off')) {
    return { strong: `${to} will own this balance of ${amount} and its lineage.`, rest: '' };
  }
  return {
    strong: `${to} will own this balance of ${amount}; its lineage stays under ${possessive(from)} name.`,
    rest: 'Core cannot undo that.',
  };
}

/** The effects as plain sentences, for the evidence. */
export function effectTexts(described: ImpactDto): string[] {
  return described.effects.map(({ title, text }) => `${plainText(title)} ${plainText(text)}`);
}
