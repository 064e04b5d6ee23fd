import 'server-only';
import { toMoney } from '@/lib/core/schemas/money';
import { type MoveObstacle, type MoveOffer } from '@/lib/lineage/move';
import { say, withCurrency, withoutCurrency, type Sentence } from '@/lib/lineage/sentence';
import { POSTING_OBSTACLES } from './describe-carry';

/** The choice of moving the money to a new balance, in words. */
export type MoveDto =
  | {
      possible: true;
      text: Sentence;
      /** What will be true afterwards; the first half is set in bold. */
      outcome: { strong: string; rest: string };
    }
  | { possible: false; text: string };

/** The words about an offer to move the money. */
export function describeMove(
  offer: MoveOffer,
  about: { from: string; to: string; currency: string },
): MoveDto {
  if (!offer.possible) return { possible: false, text: MOVE_OBSTACLES[offer.why](about) };
  const currency = toMoney(0n, about.currency);
  const { from, to } = about;
  const providers = offer.amounts.length;
  return {
    possible: true,
    text: say`${to} gets a new balance like this one with ${withCurrency(offer.total, currency)}${providers > 1 ? `, the ${providers} providers in the same order` : ''}. This one stays with ${from}, empty.`,
    outcome: {
      strong: `${to} will own a new balance with ${withoutCurrency(offer.total, currency)} ${about.currency}.`,
      rest: `${from} keeps this one, empty, with its history. The new one has another id.`,
    },
  };
}

/** Why it cannot be done, as sentences. */
export const MOVE_OBSTACLES: Record<MoveObstacle, (about: { from: string }) => string> = {
  ...POSTING_OBSTACLES,
  shared: ({ from }) =>
    `Other balances of ${from} share these funds, and a debit of everything would take theirs too.`,
  holds_less: () => 'The balance holds less than is tagged.',
};
