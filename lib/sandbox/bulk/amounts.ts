import type { SeededRandom } from '@/lib/base/seeded-random';

/** The six figures of a balance, in minor units. */
export interface Figures {
  readonly credit: bigint;
  readonly debit: bigint;
  readonly inflightCredit: bigint;
  readonly inflightDebit: bigint;
}

export const NO_FIGURES: Figures = { credit: 0n, debit: 0n, inflightCredit: 0n, inflightDebit: 0n };

/** Core stores any size; twenty digits is what a balance in wei of a large holder comes to. */
const MOST_DIGITS = 20;

/** How often a balance was never used, is overdrawn, or has holds. */
const UNUSED = 0.15;
const OVERDRAWN = 0.01;
const WITH_HOLDS = 0.02;

/** An amount of 1 to `MOST_DIGITS` digits; short ones are more frequent than long ones. */
export function bulkAmount(random: SeededRandom): bigint {
  const digits = Math.min(random.between(1, MOST_DIGITS), random.between(1, MOST_DIGITS + 4));
  const least = 10n ** BigInt(digits - 1);
  const [high, middle, low] = [random.between(0, 999), digits9(random), digits9(random)];
  const any = (BigInt(high) * BILLION + middle) * BILLION + low;
  return least + (any % (9n * least));
}

const BILLION = 1_000_000_000n;
const digits9 = (random: SeededRandom) => BigInt(random.between(0, 999_999_999));

/** A part of an amount, from nothing up to all of it. */
export function bulkShare(amount: bigint, random: SeededRandom): bigint {
  return (amount * BigInt(random.between(0, 10_000))) / 10_000n;
}

/** What a customer's balance has seen. */
export function bulkFigures(random: SeededRandom): Figures {
  if (random.chance(UNUSED)) return NO_FIGURES;
  const more = bulkAmount(random);
  const less = bulkShare(more, random);
  const [credit, debit] = random.chance(OVERDRAWN) ? [less, more] : [more, less];
  if (!random.chance(WITH_HOLDS)) return { ...NO_FIGURES, credit, debit };
  const held = bulkAmount(random);
  return random.chance(0.5)
    ? { credit, debit, inflightCredit: held, inflightDebit: 0n }
    : { credit, debit, inflightCredit: 0n, inflightDebit: bulkShare(more, random) };
}
