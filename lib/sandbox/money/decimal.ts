import { formatFloat } from './go-float';

/** An exact decimal number: `digits × 10^-scale`. `scale` is never negative. */
export interface Decimal {
  readonly digits: bigint;
  readonly scale: number;
}

/** Reads plain decimal text such as `-12.50`; exponents are not accepted. */
export function parseDecimal(text: string): Decimal {
  const [whole = '', fraction = ''] = text.split('.');
  return { digits: BigInt(whole + fraction), scale: fraction.length };
}

/** The decimal that a float64 shows as, like shopspring's `NewFromFloat`. */
export function decimalOfFloat(value: number): Decimal {
  return parseDecimal(formatFloat(value));
}

/** The exact product of two decimals. */
export function multiply(a: Decimal, b: Decimal): Decimal {
  return { digits: a.digits * b.digits, scale: a.scale + b.scale };
}

const absolute = (value: bigint): bigint => (value < 0n ? -value : value);

/** Divides two integers and rounds a half away from zero. `divisor` must not be zero. */
function divideHalfAway(dividend: bigint, divisor: bigint): bigint {
  const quotient = dividend / divisor;
  const rest = dividend % divisor;
  if (absolute(rest) * 2n < absolute(divisor)) return quotient;
  return quotient + (dividend < 0n === divisor < 0n ? 1n : -1n);
}

/** The nearest integer, a half going away from zero: how Core makes minor units (contract 6). */
export function roundToInteger(value: Decimal): bigint {
  return divideHalfAway(value.digits, 10n ** BigInt(value.scale));
}

const DIVISION_SCALE = 16;

/**
 * Divides with sixteen digits behind the point, a half going away from zero: the precision of the
 * decimal library that Core uses (contract 6). `divisor` must not be zero.
 */
export function divide(a: Decimal, divisor: Decimal): Decimal {
  const dividend = a.digits * 10n ** BigInt(DIVISION_SCALE + divisor.scale);
  return {
    digits: divideHalfAway(dividend, divisor.digits * 10n ** BigInt(a.scale)),
    scale: DIVISION_SCALE,
  };
}

/** Plain text without an exponent and without zeros at the end of the fraction. */
export function decimalText({ digits, scale }: Decimal): string {
  const sign = digits < 0n ? '-' : '';
  const padded = absolute(digits)
    .toString()
    .padStart(scale + 1, '0');
  const whole = padded.slice(0, padded.length - scale);
  const fraction = padded.slice(padded.length - scale).replace(/0+$/, '');
  const text = fraction === '' ? whole : `${whole}.${fraction}`;
  return text === '0' ? text : sign + text;
}

/** The exact sum of two decimals. */
export function add(a: Decimal, b: Decimal): Decimal {
  const scale = Math.max(a.scale, b.scale);
  return { digits: atScale(a, scale) + atScale(b, scale), scale };
}

/** The exact difference of two decimals. */
export function subtract(a: Decimal, b: Decimal): Decimal {
  return add(a, { digits: -b.digits, scale: b.scale });
}

/** Whether `a` is greater than `b`. */
export function exceeds(a: Decimal, b: Decimal): boolean {
  return subtract(a, b).digits > 0n;
}

/** The integer part, cut off towards zero. */
export function truncate({ digits, scale }: Decimal): bigint {
  return digits / 10n ** BigInt(scale);
}

function atScale({ digits, scale }: Decimal, wanted: number): bigint {
  return digits * 10n ** BigInt(wanted - scale);
}
