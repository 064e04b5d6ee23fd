import 'server-only';
import { moneyText } from '@/lib/base/money';
import { type CoreError } from '@/lib/core/errors';
import { type LineageFacts } from '@/lib/core/schemas/lineage-facts';
import { toMoney } from '@/lib/core/schemas/money';
import { totalOf } from '@/lib/lineage/allocation';
import { type Health } from '@/lib/lineage/health';
import { largestAmount } from '@/lib/lineage/impact';
import {
  possessive,
  say,
  withCurrency,
  withoutCurrency,
  type Sentence,
} from '@/lib/lineage/sentence';
import { signalSaid } from '@/lib/lineage/sentences';

/** Whether lineage is true, in words. */
export type HealthDto = {
  state: Health['state'];
  /** "Lineage agrees with balance", "Lineage is off by 60.00 USD". */
  title: string;
  /** Why, one sentence each; the movements concerned, where they are known. */
  causes: { text: Sentence; transactionIds: string[] }[];
  /** When to look again, while Core is still booking. */
  recheckInMs: number | null;
};

const RECHECK_MS = 2_000;

/** What `lib/lineage` found, as the panel shows it. `owner` is a name. */
export function describeHealth(
  health: Health,
  about: { owner: string; currency: string },
): HealthDto {
  const { decimals } = toMoney(0n, about.currency);
  const currency = { currency: about.currency, decimals };
  switch (health.state) {
    case 'agrees':
      return {
        state: 'agrees',
        title: 'Lineage agrees with balance',
        causes: [],
        recheckInMs: null,
      };
    case 'being_booked': {
      const count = health.transactionIds.length;
      const what = count === 1 ? '1 movement is' : `${count} movements are`;
      const text = [`${what} not in Core’s lineage yet. That takes a second or two.`];
      return {
        state: 'being_booked',
        title: 'Lineage is being booked',
        causes: [{ text, transactionIds: [...health.transactionIds] }],
        recheckInMs: RECHECK_MS,
      };
    }
    case 'off':
      return {
        state: 'off',
        title: `Lineage is off by ${moneyText(toMoney(largestAmount(health.signals), about.currency))}`,
        causes: health.signals.map((signal) => ({
          text: signalSaid(signal, about.owner, currency),
          transactionIds:
            signal.signal === 'over'
              ? [...signal.debitIds]
              : signal.signal === 'credit_lost'
                ? [signal.transactionId]
                : [],
        })),
        recheckInMs: null,
      };
    case 'cannot_tell':
      return cannotTell('Core’s answer leaves out a shadow balance or the identity.');
  }
}

/** Core's figures could be read, what would prove them could not. */
export function unjudged(error: CoreError): HealthDto {
  return cannotTell(
    error.code === 'forbidden'
      ? 'The figures are Core’s own. Our key for Core may not use the filters that would prove them.'
      : 'The figures are Core’s own. What would prove them could not be read just now.',
  );
}

function cannotTell(text: string): HealthDto {
  return {
    state: 'cannot_tell',
    title: 'Cannot tell whether lineage agrees',
    causes: [{ text: [text], transactionIds: [] }],
    recheckInMs: null,
  };
}

/**
 * "Core keeps lineage per identity and currency: Jane Doe’s 3 USD balances hold 145.00, of which
 * 120.00 is tagged."
 */
export function describeSharing(facts: LineageFacts, owner: string): Sentence {
  const { balance, sharers, unasked, lineage } = facts;
  const { currency } = balance;
  const rule = 'Core keeps lineage per identity and currency';
  if (sharers.length === 0) {
    return [
      `${rule}. ${possessive(owner)} other ${currency} balances are too many to ask whether they share it.`,
    ];
  }
  const held = sharers.reduce((sum, { row }) => sum + row.balance, balance.balance);
  const written = toMoney(0n, currency);
  const count = `${unasked > 0 ? 'at least ' : ''}${sharers.length + 1}`;
  const tagged = withoutCurrency(totalOf(lineage.providers), written);
  return say`${rule}: ${count} ${currency} balances share it and hold ${withCurrency(held, written)}, of which ${tagged} is tagged.`;
}
