/**
 * Writes a float64 as Go's `strconv.FormatFloat(value, 'f', -1, 64)` does: the shortest digits that
 * read back to the same number, never with an exponent. Core builds amounts and hashes from this
 * text, so `1e-8` must come out as `0.00000001` (contract 6).
 */
export function formatFloat(value: number): string {
  if (Object.is(value, -0)) return '-0';
  const match = /^(-?)(\d+)(?:\.(\d+))?e([+-]\d+)$/.exec(String(value));
  if (!match) return String(value);
  const [, sign, whole, fraction = '', exponent] = match;
  const digits = whole! + fraction;
  const point = whole!.length + Number(exponent);
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`;
  if (point >= digits.length) return sign + digits + '0'.repeat(point - digits.length);
  return `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
}

/** Go's `%.2f`: as `toFixed`, except that an exact half goes to the even digit. */
export function twoDecimals(value: number): string {
  const eighths = value * 8;
  if (!Number.isInteger(eighths) || Number.isInteger(value * 4)) return value.toFixed(2);
  const cents = Math.floor(value * 100);
  return ((cents % 2 === 0 ? cents : cents + 1) / 100).toFixed(2);
}
