import { PlainError } from '../errors/core-error';
import {
  add,
  type Decimal,
  decimalOfFloat,
  divide,
  exceeds,
  multiply,
  subtract,
  truncate,
} from './decimal';

/** One share as it is asked for: `"30%"`, a fixed amount in major or minor units, or `"left"`. */
export interface RequestedShare {
  readonly identifier: string;
  readonly distribution: string;
  /** Minor units as text; wins over a fixed `distribution`. */
  readonly preciseDistribution: string;
}

const whole = (value: bigint): Decimal => ({ digits: value, scale: 0 });
const HUNDRED = whole(100n);

/**
 * Splits an amount in minor units over several balances (contract 6): fixed shares, then
 * percentages (cut off to whole units), then what is left; what rounding lost goes to the largest.
 * Two shares with one identifier become one. Without shares it only refuses a negative amount,
 * which is how Core refuses any.
 *
 * @throws PlainError with Core's words when the shares cannot be made.
 */
export function distribute(
  total: bigint,
  shares: readonly RequestedShare[],
  precision: number,
): Map<string, bigint> {
  if (total === 0n) return new Map(shares.map(({ identifier }) => [identifier, 0n]));
  if (total === 1n && shares.length > 0) return allToFirst(shares);
  const fixed = fixedShares(total, shares, precision);
  const percent = percentShares(total, shares);
  const given = sum(fixed.values());
  if (exceeds(percent.percentages, HUNDRED) || exceeds(given, whole(total))) {
    throw new PlainError('total distributions exceed 100% or total amount');
  }
  levelPercentages(total, percent);
  const result = new Map<string, bigint>();
  for (const [identifier, amount] of [...fixed, ...percent.amounts]) {
    result.set(identifier, truncate(amount));
  }
  const left = subtract(subtract(whole(total), given), sum(percent.amounts.values()));
  giveLeft(result, shares, truncate(left));
  level(result, total);
  return result;
}

function allToFirst(shares: readonly RequestedShare[]): Map<string, bigint> {
  return new Map(shares.map(({ identifier }, index) => [identifier, index === 0 ? 1n : 0n]));
}

const isLeft = (share: RequestedShare): boolean =>
  share.distribution === 'left' || share.preciseDistribution === 'left';
const isPercentage = (share: RequestedShare): boolean => share.distribution.endsWith('%');

const sum = (amounts: Iterable<Decimal>): Decimal => [...amounts].reduce(add, whole(0n));

function fixedShares(
  total: bigint,
  shares: readonly RequestedShare[],
  precision: number,
): Map<string, Decimal> {
  const amounts = new Map<string, Decimal>();
  let left = whole(total);
  for (const share of shares) {
    if (isLeft(share) || isPercentage(share)) continue;
    const amount = fixedAmount(share, precision);
    if (amount.digits === 0n) continue;
    if (exceeds(amount, left)) {
      throw new PlainError('fixed amount exceeds remaining transaction amount');
    }
    amounts.set(share.identifier, amount);
    left = subtract(left, amount);
  }
  return amounts;
}

function fixedAmount(share: RequestedShare, precision: number): Decimal {
  const { preciseDistribution, distribution } = share;
  if (preciseDistribution !== '') {
    const minor = /^[+-]?\d+$/.test(preciseDistribution) ? BigInt(preciseDistribution) : null;
    if (minor === null || minor !== BigInt.asIntN(64, minor)) {
      throw new PlainError(
        'invalid precise_distribution format: must be an integer value in minor units',
      );
    }
    return whole(minor);
  }
  if (distribution === '') return whole(0n);
  const factor = whole(BigInt.asIntN(64, BigInt(precision)));
  return multiply(decimalOfFloat(floatOf(distribution, 'invalid fixed amount format')), factor);
}

function floatOf(text: string, fault: string): number {
  if (!/^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(text)) throw new PlainError(fault);
  return Number(text);
}

interface PercentShares {
  readonly amounts: Map<string, Decimal>;
  readonly percentages: Decimal;
}

function percentShares(total: bigint, shares: readonly RequestedShare[]): PercentShares {
  const amounts = new Map<string, Decimal>();
  let percentages = whole(0n);
  for (const share of shares) {
    if (isLeft(share) || !isPercentage(share)) continue;
    const text = share.distribution.slice(0, -1);
    const percentage = decimalOfFloat(floatOf(text, 'invalid percentage format'));
    percentages = add(percentages, percentage);
    const amount = divide(multiply(whole(total), percentage), HUNDRED);
    const tiny = amount.digits > 0n && exceeds(whole(1n), amount);
    amounts.set(share.identifier, tiny ? whole(0n) : amount);
  }
  return { amounts, percentages };
}

/** What a share below one unit lost is given to the largest percentage. */
function levelPercentages(total: bigint, { amounts, percentages }: PercentShares): void {
  const target = divide(multiply(whole(total), percentages), HUNDRED);
  const missing = subtract(target, sum(amounts.values()));
  const largest = [...amounts].reduce<[string, Decimal] | null>(
    (best, entry) => (exceeds(entry[1], best?.[1] ?? whole(0n)) ? entry : best),
    null,
  );
  if (largest) amounts.set(largest[0], add(largest[1], missing));
}

function giveLeft(
  result: Map<string, bigint>,
  shares: readonly RequestedShare[],
  left: bigint,
): void {
  const share = shares.find(isLeft);
  if (!share) return;
  if (result.has(share.identifier)) {
    throw new PlainError("multiple identifiers with 'left' distribution");
  }
  result.set(share.identifier, left);
}

/** Makes the shares add up to the whole, at the cost of the largest. */
function level(result: Map<string, bigint>, total: bigint): void {
  let largest: [string, bigint] | null = null;
  let given = 0n;
  for (const entry of result) {
    given += entry[1];
    if (entry[1] > (largest?.[1] ?? 0n)) largest = entry;
  }
  if (largest) result.set(largest[0], largest[1] + total - given);
}
