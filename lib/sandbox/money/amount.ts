import {
  decimalOfFloat,
  decimalText,
  divide,
  multiply,
  parseDecimal,
  roundToInteger,
} from './decimal';
import { formatFloat } from './go-float';

/** The four forms in which Core carries the amount of one transaction. */
export interface AmountParts {
  /** Major units as float64: what callers may send and what answers show. Lossy. */
  amount: number;
  /** Minor units, exact. `null` only in a request that gave `amount` instead. */
  preciseAmount: bigint | null;
  /** Minor units per major unit, e.g. 100. Zero means 1. */
  precision: number;
  /** Major units as exact text; empty until derived from minor units. */
  amountString: string;
}

/** Amounts after Core's precision pass: minor units are known. */
export interface SettledAmount extends AmountParts {
  preciseAmount: bigint;
}

/**
 * One pass of Core's precision rule (contract 6). Positive minor units win and the major amount is
 * derived from them; otherwise minor units are `round(amount × precision)`, a half going away from
 * zero, and `amountString` stays as it was. Core makes this pass when a transaction is accepted and
 * again when it is applied; only the second one gives a float amount its exact text.
 */
export function applyPrecision(parts: AmountParts): SettledAmount {
  const precision = parts.precision === 0 ? 1 : parts.precision;
  if (parts.preciseAmount !== null && parts.preciseAmount > 0n) {
    const text = majorText(parts.preciseAmount, precision);
    return {
      amount: Number(text),
      preciseAmount: parts.preciseAmount,
      precision,
      amountString: text,
    };
  }
  // A precision beyond 2^53 is written with all its digits, hence BigInt and not formatFloat.
  const minor = multiply(parseDecimal(formatFloat(parts.amount)), {
    digits: BigInt(precision),
    scale: 0,
  });
  return { ...parts, precision, preciseAmount: roundToInteger(minor) };
}

/** Minor units as exact major text: `majorText(1250n, 100)` is `12.5`. */
export function majorText(preciseAmount: bigint, precision: number): string {
  return decimalText(divide({ digits: preciseAmount, scale: 0 }, decimalOfFloat(precision)));
}

/**
 * An overdraft limit in minor units. Core squeezes it into an int64, so an absurdly large limit
 * wraps around, there and here.
 */
export function overdraftLimitMinor(limit: number, precision: number): bigint {
  const minor = roundToInteger(multiply(decimalOfFloat(limit), decimalOfFloat(precision)));
  return BigInt.asIntN(64, minor);
}
