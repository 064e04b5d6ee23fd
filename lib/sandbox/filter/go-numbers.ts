const INT = /^[+-]?\d+$/;
const MIN = -(2n ** 63n);
const MAX = 2n ** 63n - 1n;

/** Go's `strconv.ParseInt(text, 10, 64)`; undefined when it fails. */
export function parseInt64(text: string): bigint | undefined {
  if (!INT.test(text)) return undefined;
  const value = BigInt(text.replace(/^\+/, ''));
  return value < MIN || value > MAX ? undefined : value;
}

const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const HEX = /^([+-]?)0[xX]([0-9a-fA-F]*)\.?([0-9a-fA-F]*)[pP]([+-]?\d+)$/;
const INFINITY = /^([+-]?)inf(?:inity)?$/i;

/** Go's `strconv.ParseFloat(text, 64)`, with its hexadecimal, its `inf` and its underscores; undefined when it fails. */
export function parseFloat64(text: string): number | undefined {
  const infinite = INFINITY.exec(text);
  if (infinite) return infinite[1] === '-' ? -Infinity : Infinity;
  if (/^nan$/i.test(text)) return NaN;
  const plain = withoutUnderscores(text);
  if (plain === undefined) return undefined;
  const value = DECIMAL.test(plain) ? Number(plain) : parseHex(plain);
  return value !== undefined && Number.isFinite(value) ? value : undefined;
}

/** Underscores may stand between digits, and after `0x`. */
function withoutUnderscores(text: string): string | undefined {
  if (!text.includes('_')) return text;
  const isSound = text.replace(/(?<=[0-9a-fA-FxX])_(?=[0-9a-fA-F])/g, '');
  return isSound.includes('_') ? undefined : isSound;
}

function parseHex(text: string): number | undefined {
  const found = HEX.exec(text);
  if (!found) return undefined;
  const [, sign, whole = '', fraction = '', exponent = '0'] = found;
  if (!whole && !fraction) return undefined;
  const mantissa = Number(BigInt(`0x${whole}${fraction}`));
  return (sign === '-' ? -1 : 1) * mantissa * 2 ** (Number(exponent) - 4 * fraction.length);
}

/** Go's `strconv.Atoi`, for limits and offsets: beyond 2^53, where nobody has rows, it stays at 2^53 - 1. */
export function parseInteger(text: string): number | undefined {
  const value = parseInt64(text);
  if (value === undefined) return undefined;
  const most = Number.MAX_SAFE_INTEGER;
  return Math.max(-most, Math.min(most, Number(value)));
}

/** Go's `strconv.FormatFloat(value, 'f', -1, 64)`: the shortest digits, never an exponent. */
export function plainDigits(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '+Inf' : '-Inf';
  const text = Object.is(value, -0) ? '-0' : String(value);
  const parts = /^(-?)(\d+)(?:\.(\d+))?e([+-]\d+)$/.exec(text);
  if (!parts) return text;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = parts;
  const shift = Number(exponent);
  const digits = whole + fraction;
  if (shift > 0) return sign + digits.padEnd(whole.length + shift, '0');
  return `${sign}0.${'0'.repeat(-shift - whole.length)}${digits}`;
}
