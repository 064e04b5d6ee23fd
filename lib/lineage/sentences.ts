import { unreachable } from '@/lib/base/assert';
import { type SpendingOrder } from './allocation';
import { type Effect, type ProviderAmount } from './effects';
import { type Signal } from './health';
import { largestAmount, type Impact, type LabelOnlyWhy } from './impact';
import {
  listed,
  possessive,
  say,
  withCurrency,
  withoutCurrency,
  type Currency,
  type Sentence,
} from './sentence';

/** One bold sentence and one plain one. */
export type Said = { title: Sentence; text: Sentence };

/** How the two identities are called, and how amounts are written. */
export type Wording = { from: string; to: string; currency: Currency };

/** `2 other balances`, `1 other balance`, `at least 20 other balances`. */
function others(count: number, atLeast: boolean): string {
  if (count === 0) return 'other balances';
  return `${atLeast ? 'at least ' : ''}${count} other ${count === 1 ? 'balance' : 'balances'}`;
}

const sentenceCase = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
const upTo = (each: ProviderAmount, currency: Currency): Sentence =>
  each.exact
    ? [withCurrency(each.amount, currency)]
    : say`up to ${withCurrency(each.amount, currency)}`;

/** An effect in words, worst first in a list of them. Amounts are exact or say "up to". */
export function effectSaid(effect: Effect, wording: Wording): Said {
  const { from, to, currency } = wording;
  const money = (minor: bigint) => withCurrency(minor, currency);
  switch (effect.kind) {
    case 'debit_stops_lineage':
      if (effect.total > 0n) {
        return {
          title: ['A larger debit is paid, but lineage stops.'],
          text: say`Above ${money(effect.total)} Core cannot release a debit from ${possessive(to)} lineage total. After 5 tries it gives up, and lineage of this balance stops updating.`,
        };
      }
      return {
        title: ['The next debit is paid, but lineage stops.'],
        text: say`Core cannot release it from ${possessive(to)} lineage total (${money(0n)}). After 5 tries it gives up, and lineage of this balance stops updating.`,
      };
    case 'debit_takes_from_others':
      return {
        title: say`The next debit uses up lineage of ${possessive(to)} other balances.`,
        text: say`Core books it against the ${money(effect.total)} that belongs to them. Both totals are wrong afterwards, and nothing says so.`,
      };
    case 'credit_hides':
      return {
        title: ['The next tagged credit hides money.'],
        text: hides(effect.providers, currency),
      };
    case 'credit_merges':
      return {
        title: say`Funds of ${from} and ${to} are mixed.`,
        text: say`The same credit adds this balance to what ${to} already holds: ${perProvider(effect.providers, currency)}.`,
      };
    case 'others_keep_showing': {
      const which = others(effect.balances, effect.atLeast);
      return {
        title: say`${sentenceCase(which)} of ${from} share${effect.balances === 1 && !effect.atLeast ? 's' : ''} these funds.`,
        text: say`${effect.balances === 1 && !effect.atLeast ? 'It goes' : 'They go'} on showing the same ${money(effect.amount)}.`,
      };
    }
    case 'never_delete_owner':
      return {
        title: say`${from} must never be deleted after this.`,
        text: [
          'Core would forget the providers of this balance, and its debits would no longer be allocated.',
        ],
      };
    case 'inflight_stays':
      return {
        title: say`${money(effect.amount)} inflight will settle under ${from}.`,
        text: say`It was put on hold in ${possessive(from)} lineage and stays there when it is committed or voided.`,
      };
    case 'stays_off':
      return {
        title: say`Lineage stays off by ${money(effect.amount)}.`,
        text: say`Its funds are kept under ${possessive(to)} name, so giving it back is right, but what was missed since stays missed.`,
      };
    default:
      return unreachable(effect);
  }
}

/** "A credit from stripe replaces the mapping: 70.00 USD drops out of the lineage view. From paypal: …" */
function hides(providers: readonly ProviderAmount[], currency: Currency): Sentence {
  const [first, ...rest] = providers;
  if (!first) return [];
  const start = say`A credit from ${first.provider} replaces the mapping: ${upTo(first, currency)} drops out of the lineage view.`;
  if (rest.length === 0) return start;
  return say`${start} From ${perProvider(rest, currency)}.`;
}

/** "stripe 70.00 USD, paypal 50.00 USD", amounts set apart. */
function perProvider(providers: readonly ProviderAmount[], currency: Currency): Sentence {
  return providers.reduce<Sentence>(
    (all, each, index) =>
      say`${all}${index === 0 ? '' : ', '}${each.provider} ${upTo(each, currency)}`,
    [],
  );
}

const LABEL_ONLY: Record<LabelOnlyWhy, (wording: Wording) => { title: string; aside: string }> = {
  untracked: () => ({
    title: 'Label change only; money and history stay as they are',
    aside: 'This balance does not track lineage',
  }),
  nothing_tagged: () => ({
    title: 'Label change only; no tagged credit has arrived yet',
    aside: 'Nothing to carry',
  }),
  all_spent: ({ to }) => ({
    title: `All tagged funds are spent: lineage continues under ${to}`,
    aside: 'Received and spent start again from 0',
  }),
  same_identifier: () => ({
    title: 'Both identities share one lineage name: lineage is not affected',
    aside: 'Label change only',
  }),
  given_back: ({ to }) => ({
    title: `Lineage is still kept under ${to} and will match again`,
    aside: 'Nothing was missed since',
  }),
};

/** The verdict as one line and what stands at its right. */
export function verdictSaid(impact: Impact, wording: Wording): { title: string; aside: Sentence } {
  const { currency } = wording;
  switch (impact.verdict) {
    case 'label_only': {
      const { title, aside } = LABEL_ONLY[impact.why](wording);
      return { title, aside: [aside] };
    }
    case 'not_settled':
      return { title: 'Lineage is still being booked', aside: [] };
    case 'will_break':
      return {
        title: 'Lineage will stop matching after this change',
        aside: taggedSaid(impact, currency),
      };
    case 'blocked':
      if (impact.why === 'unreadable') {
        return {
          title: 'Lineage could not be read',
          aside: ['Reassigning is blocked until it can'],
        };
      }
      return {
        title: 'Lineage of this balance is already off',
        aside: say`by ${withCurrency(largestAmount(impact.signals), currency)}`,
      };
    default:
      return unreachable(impact);
  }
}

/** "120.00 USD tagged: stripe 70.00, paypal 50.00", or that others share it. */
export function taggedSaid(
  { tagged, sharers, moreSharers }: Pick<Impact, 'tagged' | 'sharers' | 'moreSharers'>,
  currency: Currency,
): Sentence {
  const total = tagged.reduce((sum, { amount }) => sum + amount, 0n);
  const isExact = tagged.every(({ exact }) => exact);
  const each = tagged.map(
    ({ provider, amount }) => `${provider} ${withoutCurrency(amount, currency)}`,
  );
  const head = say`${isExact ? '' : 'up to '}${withCurrency(total, currency)} tagged`;
  const list = each.length > 0 ? say`${head}: ${each.join(', ')}` : head;
  if (isExact) return list;
  return say`${list}, shared with ${others(sharers, moreSharers)}`;
}

/** "The next debit takes from stripe until its 70.00 is gone". */
export function orderSaid(order: SpendingOrder, currency: Currency): string {
  const [first] = order.providers;
  if (!first) return 'Nothing tagged is left: the next debit is not allocated';
  if (order.together && order.providers.length > 1) {
    const names = order.providers.map(({ provider }) => provider);
    return `The next debit takes from ${listed(names)}, each by its share of what is available`;
  }
  const amount = withoutCurrency(first.available, currency);
  return `The next debit takes from ${first.provider} until its ${amount} is gone`;
}

/** One way in which lineage is off, with its cause as far as it is known. `owner` is a name. */
export function signalSaid(signal: Signal, owner: string, currency: Currency): Sentence {
  const money = (minor: bigint) => withCurrency(minor, currency);
  switch (signal.signal) {
    case 'pointer':
      return say`${money(signal.amount)} from ${signal.provider} is kept under ${signal.indicator}, not under ${possessive(owner)} name: the identity or its name changed without the lineage.`;
    case 'total_short':
      return say`${possessive(owner)} lineage total is ${money(signal.total)}, and ${money(signal.tagged)} is tagged: the next debit cannot be released.`;
    case 'over':
      return say`Lineage says ${money(signal.tagged)}; ${holders(signal.balances)} ${money(signal.held)}. ${missed(signal.debitIds.length)}`;
    case 'orphan':
      return say`${money(signal.amount)} was left behind under ${signal.indicator}: a credit came in after the identity or its name had changed.`;
    case 'credit_lost':
      return say`A credit of ${money(signal.amount)} from ${signal.provider} was never booked into lineage.`;
    case 'negative':
      return say`${signal.indicator} is ${money(signal.amount)} below zero: more was released than was there.`;
    default:
      return unreachable(signal);
  }
}

function holders(balances: number): string {
  return balances === 1 ? 'the balance is' : `the ${balances} balances that share it hold`;
}

function missed(debits: number): string {
  if (debits === 0) return 'Debits were not released from it.';
  return debits === 1
    ? '1 debit was not released from it.'
    : `${debits} debits were not released from it.`;
}
