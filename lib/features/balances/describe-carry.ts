import 'server-only';
import { toMoney } from '@/lib/core/schemas/money';
import { allocationsToDto, type AllocationDto } from '@/lib/lineage/allocation';
import {
  type CarryMethod,
  type CarryObstacle,
  type CarryOffer,
  type PostingObstacle,
} from '@/lib/lineage/carry';
import { listed, possessive, say, withCurrency, withoutCurrency } from '@/lib/lineage/sentence';
import { type Currency, type Sentence } from '@/lib/lineage/sentence';
import { type JudgedCarry } from './judge-reassign';

/** The choice of carrying the lineage over, in words. */
export type CarryDto =
  | {
      possible: true;
      method: CarryMethod;
      /** Payments go on, and nothing else can be chosen: a change alone cannot be told exactly. */
      isMoving: boolean;
      /** What happens, and how it is done and why so. */
      text: Sentence;
      how: string;
      /** What will be true afterwards; the first half is set in bold. */
      outcome: { strong: string; rest: string };
      /** The mark of exactly this offer. */
      digest: string;
      /** What is carried of each provider, digits in minor units, for whoever tries a movement on it. */
      amounts: AllocationDto[];
    }
  | { possible: false; text: string };

type Offered = Extract<CarryOffer, { possible: true }>;
type About = { from: string; to: string; balance: bigint; currency: string };

/** The words about an offer. `balance` is in minor units. */
export function describeCarry({ offer, isMoving, digest }: JudgedCarry, about: About): CarryDto {
  if (!offer.possible) return { possible: false, text: OBSTACLES[offer.why](about) };
  const currency: Currency = toMoney(0n, about.currency);
  const { method, amounts, total } = offer;
  const parts = amounts.map(
    ({ provider, amount }) => `${withoutCurrency(amount, currency)} ${provider}`,
  );
  const whose = `${possessive(about.to)} lineage`;
  return {
    possible: true,
    method,
    isMoving,
    text: isMoving
      ? say`What is tagged by then moves to ${whose} with the identity: ${withCurrency(total, currency)} at this moment. Payments go on.`
      : say`${listed(parts)} ${amounts.length === 1 ? 'moves' : 'move'} to ${whose} with the identity. The balance ${method === 'in_place' ? 'stays' : 'ends at'} ${withCurrency(about.balance, currency)}.`,
    how: HOW[offer.because](withoutCurrency(total, currency)),
    outcome: {
      strong: isMoving
        ? `${about.to} will own this balance and its lineage.`
        : `${about.to} will own this balance and ${withoutCurrency(total, currency)} ${about.currency} of lineage.`,
      rest: `Money and history stay as they are. ${about.from} must not be deleted afterwards.`,
    },
    digest,
    amounts: allocationsToDto(amounts),
  };
}

const HOW: Record<Offered['because'], (total: string) => string> = {
  exclusive: () =>
    'In place, because nothing else lies in its lineage balances: payments go on meanwhile.',
  not_exclusive: (total) =>
    `Its lineage balances hold other funds too, so it is drained and refilled: for about a second the balance is short of ${total}, and the movements stay in its history.`,
  policy: (total) =>
    `Drained and refilled, as this installation is set up: for about a second the balance is short of ${total}, and the movements stay in its history.`,
};

/** Why no money of a balance may be posted so that its lineage stays true, as sentences. */
export const POSTING_OBSTACLES: Record<PostingObstacle, (about: { from: string }) => string> = {
  key_scope: () => 'Our key for Core may not post movements of money.',
  key_rounds: () =>
    'Core rounds amounts as large as these when they come from an API key. With the master key it is possible.',
  off: () => 'Lineage does not agree today, or cannot be read to the end.',
  on_hold: ({ from }) =>
    `Money is on hold on this balance and would settle under ${from}. It is possible once nothing is on hold.`,
};

const OBSTACLES: Record<CarryObstacle, (about: About) => string> = {
  policy: () => 'An operator has switched carrying off for this installation.',
  core: () => 'It is proven for Core 0.15 and newer, and this Core is older or could not be asked.',
  ...POSTING_OBSTACLES,
  own_unclear: ({ from }) =>
    `Other balances of ${from} share these funds, and what of them is this one’s own cannot be told.`,
  shared_mix: ({ from }) =>
    `Other balances of ${from} share these funds, and Core would take another mix of providers out than this balance brought in.`,
  not_exclusive: ({ to }) =>
    `Other balances share these funds, or ${to} holds money of the same providers; the way for that is switched off here.`,
  moving: () =>
    'Others share these funds, so the balance would be short for about a second; money moved on it within the last minute. It is possible once it has been quiet for a minute.',
  holds_less: () => 'The balance holds less than is tagged, so the tagged funds cannot go out.',
};
