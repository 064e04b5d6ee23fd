import 'server-only';
import { unreachable } from '@/lib/base/assert';
import { type Money } from '@/lib/base/money';
import { type Answered } from '@/lib/core/request';
import { type Balance } from '@/lib/core/schemas/balance';
import { type TransactionLineage } from '@/lib/core/schemas/lineage';
import { toMoney } from '@/lib/core/schemas/money';
import { type Transaction } from '@/lib/core/schemas/transaction';
import {
  bookingOf,
  lineagePostings,
  takenFrom,
  type Booking,
  type LineagePosting,
} from '@/lib/lineage/booking';

/** One line of what lineage did: "from stripe 70.00". */
export type LineagePostingDto = {
  step: LineagePosting['step'];
  provider: string;
  amount: Money | null;
  state: LineagePosting['state'];
  transactionId: string;
  shadowId: string | null;
};

/** What the lineage section of a transaction's page says. */
export type TransactionLineageDto = {
  is: Booking['is'] | 'cannot_tell';
  /** One sentence: what is true. Empty where the postings say it all. */
  text: string;
  /** The transaction that the sentence speaks of, and what to call it. */
  other: { transactionId: string; words: string } | null;
  /** The balance whose lineage is concerned, when something is wrong with it. */
  lookAtBalanceId: string | null;
  postings: LineagePostingDto[];
  /** Of a debit: what was taken from providers, and what of it was not tagged. */
  taken: { total: Money; untagged: Money; isHeld: boolean } | null;
  /** Core's own note on the transaction has lost digits (contract 5.7); the postings have not. */
  noteIsRounded: boolean;
  recheckInMs: number | null;
};

const RECHECK_MS = 2_000;

type Read = {
  row: Transaction;
  parent: Transaction | null;
  source: Balance | null;
  destination: Balance | null;
  /** `null` when it could not be read. */
  lineage: Answered<TransactionLineage> | null;
};

/** What Core's lineage did with a transaction, from its postings. */
export function describeBooking({ row, lineage, ...around }: Read): TransactionLineageDto {
  const nothing = { postings: [], taken: null, noteIsRounded: false, recheckInMs: null };
  if (!lineage) {
    return {
      is: 'cannot_tell',
      text: 'What lineage did with this transaction could not be read just now.',
      other: null,
      lookAtBalanceId: null,
      ...nothing,
    };
  }
  const postings = lineagePostings(lineage.data.shadowTransactions);
  const readAtMs = lineage.coreTimeMs ?? Date.now();
  const booking = bookingOf({ transaction: row, postings, readAtMs, ...around });
  const taken = takenFrom(postings);
  const isDebit = postings.some(({ step }) => step === 'release');
  const money = (minor: bigint) => toMoney(minor, row.currency);
  return {
    is: booking.is,
    text: sentenceOf(booking, row),
    other: otherOf(booking),
    lookAtBalanceId: lookAt(booking, row),
    postings: postings.map(({ step, provider, amount, state, transactionId, shadowId }) => ({
      step,
      provider,
      amount: amount === null ? null : money(amount),
      state,
      transactionId,
      shadowId,
    })),
    taken:
      isDebit && row.preciseAmount !== null
        ? {
            total: money(taken),
            untagged: money(row.preciseAmount - taken),
            isHeld: postings.some(({ state }) => state === 'on_hold'),
          }
        : null,
    noteIsRounded: postings.length > 0 && isRounded(row, postings),
    recheckInMs: booking.is === 'being_booked' ? RECHECK_MS : null,
  };
}

/** Whether Core's note says other amounts than its postings: it goes through a float. */
function isRounded(row: Transaction, postings: readonly LineagePosting[]): boolean {
  return (row.fundAllocation ?? []).some(
    ({ provider, amount }) =>
      amount !== postings.find((p) => p.step === 'release' && p.provider === provider)?.amount,
  );
}

function sentenceOf(booking: Booking, row: Transaction): string {
  switch (booking.is) {
    case 'of_lineage':
      return 'Core made this posting by itself, to follow another transaction.';
    case 'no_movement':
      return row.status === 'REJECTED'
        ? 'Rejected: no money moved, so there is nothing to follow.'
        : 'Lineage is kept with the transaction that moves the money, not with this one.';
    case 'with_hold':
      return 'This ends a hold. Core keeps the lineage with the hold.';
    case 'not_tracked':
      return 'Neither side tracks fund lineage.';
    case 'being_booked':
      return 'Core is still booking this into lineage. That takes a second or two.';
    case 'followed':
      return '';
    case 'untagged':
      return 'This credit names no provider, so lineage does not follow it.';
    case 'tag_ignored':
      return `Core did not follow the tag ${row.provider ?? ''}: the money came from a balance that tracks lineage and holds nothing of that provider.`;
    case 'lost':
      return `This credit from ${row.provider ?? ''} was never booked into lineage.`;
    case 'took_nothing':
      return 'Core took nothing from lineage for this debit: nothing tagged was left, or it could not be released.';
    case 'partly':
      return 'Core began to take this debit from lineage and could not finish. What is missing stays missing.';
    case 'refund':
      return 'The providers noted in its metadata were copied from the transaction it refunds. Lineage did not move.';
    default:
      return unreachable(booking);
  }
}

function otherOf(booking: Booking): TransactionLineageDto['other'] {
  if (booking.is === 'of_lineage') {
    return { transactionId: booking.follows, words: 'The transaction it follows' };
  }
  return booking.is === 'with_hold' ? { transactionId: booking.holdId, words: 'The hold' } : null;
}

function lookAt(booking: Booking, row: Transaction): string | null {
  if (booking.is === 'lost') return row.destination;
  return booking.is === 'took_nothing' || booking.is === 'partly' ? row.source : null;
}
