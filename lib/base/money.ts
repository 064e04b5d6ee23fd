import { assert } from './assert';

/**
 * An amount on its way to a screen: exact minor units as digits (any length, optional minus), the
 * currency, and its decimals (`null`: unknown, so minor units are shown). `Number` never touches
 * money (design §7); this shape survives JSON, URLs and React props.
 */
export type Money = { minor: string; currency: string; decimals: number | null };

const DIGITS = /^-?\d+$/;

/** Whether `text` is a whole number written in digits, of any length. */
export function isDigits(text: string): boolean {
  return DIGITS.test(text);
}

/** The parts of an amount as a screen sets them: `−` | `1,284,500` | `.00`. */
export type MoneyParts = {
  sign: '' | '−';
  /** Whole units, grouped by commas. */
  whole: string;
  /** `.00`, or empty when the currency has no decimals or they are unknown. */
  fraction: string;
  isZero: boolean;
};

/** Splits an amount for the screen. Nothing is cut or rounded, whatever its length. */
export function moneyParts(money: Pick<Money, 'minor' | 'decimals'>): MoneyParts {
  assert(isDigits(money.minor), `an amount is digits, not ${money.minor}`);
  const negative = money.minor.startsWith('-');
  const decimals = money.decimals ?? 0;
  const digits = money.minor
    .replace('-', '')
    .replace(/^0+(?=\d)/, '')
    .padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  const isZero = /^0+$/.test(digits);
  return {
    sign: negative && !isZero ? '−' : '',
    whole: whole.replace(/\B(?=(\d{3})+$)/g, ','),
    fraction: decimals ? `.${digits.slice(-decimals)}` : '',
    isZero,
  };
}

/** One line of text: `1,284,500.00 NGN`, or `12500 minor units of XYZ` when decimals are unknown. */
export function moneyText(money: Money): string {
  const { sign, whole, fraction } = moneyParts(money);
  if (money.decimals === null) return `${sign}${whole} minor units of ${money.currency}`;
  return `${sign}${whole}${fraction} ${money.currency}`;
}

/**
 * Reads what a person typed (`1,250.5`, `−3`) into minor units. Grouping commas and spaces are
 * allowed, more decimals than the currency has are not: nothing is rounded.
 * @returns digits, or `null` when it is not an amount of that many decimals.
 */
export function parseMajor(text: string, decimals: number): string | null {
  const clean = text
    .trim()
    .replace(/[\s,_]/g, '')
    .replace('−', '-');
  const match = /^(-?)(\d+)(?:\.(\d*))?$/.exec(clean);
  if (!match) return null;
  const fraction = match[3] ?? '';
  if (fraction.length > decimals) return null;
  const digits = (match[2]! + fraction.padEnd(decimals, '0')).replace(/^0+(?=\d)/, '');
  return digits === '0' ? '0' : `${match[1]}${digits}`;
}
