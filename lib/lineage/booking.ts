import { type Balance } from '@/lib/core/schemas/balance';
import { expectsShadow, type Transaction } from '@/lib/core/schemas/transaction';

/** What one posting of Core's lineage did for a transaction (contract 5.4, 5.5). */
export type LineageStep =
  /** Tagged money came in: from the provider's shadow to the owner's total. */
  | 'credit'
  /** Money was taken from a provider: from the owner's total back to its shadow. */
  | 'release'
  /** What was taken arrived in another tracked balance, under its owner's name. */
  | 'receive';

export type LineagePosting = {
  step: LineageStep;
  provider: string;
  /** Minor units, exact; `null` on rows of very old Cores. */
  amount: bigint | null;
  /** A posting of a hold stays a hold until that is committed or voided. */
  state: 'booked' | 'on_hold' | 'settled' | 'voided';
  transactionId: string;
  shadowId: string | null;
  totalId: string | null;
};

const WORDS: Record<LineageStep, string> = {
  credit: 'shadow',
  release: 'release',
  receive: 'receive',
};

const isStep = (type: string | null): type is LineageStep => type !== null && type in WORDS;

/**
 * The postings that Core made to follow one transaction, in their order. Rows that only commit or void
 * a posting are told by their reference, which is none of Core's lineage references, and change its
 * state instead of being counted twice (contract 5.5).
 * @param shadows from `getTransactionLineage`, in any order.
 */
export function lineagePostings(shadows: readonly Transaction[]): LineagePosting[] {
  const rows = shadows.flatMap((row) => {
    const type = row.shadow?.lineageType ?? null;
    return isStep(type) ? [{ row, step: type, provider: row.shadow?.provider ?? '' }] : [];
  });
  const isFirst = ({ row, step, provider }: (typeof rows)[number]) =>
    row.reference.endsWith(`_${WORDS[step]}_${provider}`);
  const later = rows.filter((each) => !isFirst(each));
  return rows
    .filter(isFirst)
    .sort((one, two) => byTime(one.row, two.row))
    .map(({ row, step, provider }) => {
      const ends = later.filter((each) => each.step === step && each.provider === provider);
      return {
        step,
        provider,
        amount: row.preciseAmount,
        state: stateOf(
          row.status,
          ends.map((each) => each.row.status),
        ),
        transactionId: row.transactionId,
        shadowId: step === 'release' ? row.destination : row.source,
        totalId: step === 'release' ? row.source : row.destination,
      };
    });
}

const byTime = (one: Transaction, two: Transaction): number =>
  one.createdAt < two.createdAt ? -1 : one.createdAt > two.createdAt ? 1 : 0;

function stateOf(status: string, ends: readonly string[]): LineagePosting['state'] {
  if (status !== 'INFLIGHT') return 'booked';
  if (ends.includes('APPLIED')) return 'settled';
  return ends.includes('VOID') ? 'voided' : 'on_hold';
}

/** What was taken from providers, in minor units. */
export function takenFrom(postings: readonly LineagePosting[]): bigint {
  return postings
    .filter(({ step, state }) => step === 'release' && state !== 'voided')
    .reduce((sum, { amount }) => sum + (amount ?? 0n), 0n);
}

/** What can be said about the lineage of one transaction. */
export type Booking =
  /** Core made it itself, to follow another transaction. */
  | { is: 'of_lineage'; follows: string }
  /** It moves no money by itself: queued, scheduled, rejected. */
  | { is: 'no_movement' }
  /** It commits or voids a hold; lineage is kept with the hold (contract 5.2). */
  | { is: 'with_hold'; holdId: string }
  /** Neither side tracks lineage. */
  | { is: 'not_tracked' }
  /** Younger than Core's tries, and not followed yet. */
  | { is: 'being_booked' }
  /** Followed as far as there was something to follow. */
  | { is: 'followed' }
  /** Money came in without a provider. */
  | { is: 'untagged' }
  /** A tag that Core does not follow: its source tracks lineage and does not hold that provider. */
  | { is: 'tag_ignored' }
  /** A tagged credit that was never booked. */
  | { is: 'lost' }
  /** A debit that took nothing: nothing tagged was left, or it could not be released. */
  | { is: 'took_nothing' }
  /** A debit of which a part was released and the rest could not be (contract 5.8.6). */
  | { is: 'partly' }
  /** A note was copied from the transaction it refunds; it moved nothing in lineage (contract 5.5). */
  | { is: 'refund' };

export type BookingFacts = {
  transaction: Transaction;
  /** The transaction it is a part of, when there is one and it could be read. */
  parent: Transaction | null;
  /** Both sides as they are now; `null` for one that could not be read. */
  source: Balance | null;
  destination: Balance | null;
  postings: readonly LineagePosting[];
  /** Core's clock when the postings were read, in milliseconds. */
  readAtMs: number;
};

/** Core's tries are over after this; under load they are not (contract 13.4). */
const PENDING_MS = 10_000;

/** Judges the lineage of one transaction by Core's postings, which are exact, not by its note. */
export function bookingOf(facts: BookingFacts): Booking {
  const { transaction: row, parent, source, destination, postings } = facts;
  if (row.shadow) return { is: 'of_lineage', follows: row.shadow.shadowFor };
  if (row.status !== 'APPLIED' && row.status !== 'INFLIGHT' && row.status !== 'VOID') {
    return { is: 'no_movement' };
  }
  if (parent?.status === 'INFLIGHT') return { is: 'with_hold', holdId: parent.transactionId };
  const isDebit = !!source?.trackFundLineage;
  const isCredit = !!destination?.trackFundLineage;
  if (postings.length === 0 && !isDebit && !isCredit) return { is: 'not_tracked' };
  const isYoung = facts.readAtMs - Date.parse(row.createdAt) < PENDING_MS;
  const noted = row.fundAllocation !== null;
  const released = postings.some(({ step }) => step === 'release');
  const isTagged = isCredit && expectsShadow(row, destination.balanceId);
  const booked = postings.some(({ step }) => step === 'credit');
  if (released && !noted) return { is: isYoung ? 'being_booked' : 'partly' };
  if (isTagged && !booked && !(isDebit && released)) {
    if (isYoung) return { is: 'being_booked' };
    return { is: isDebit ? 'tag_ignored' : 'lost' };
  }
  if (postings.length > 0) return { is: 'followed' };
  if (noted) return { is: 'refund' };
  if (!isDebit) return { is: 'untagged' };
  return { is: isYoung ? 'being_booked' : 'took_nothing' };
}
