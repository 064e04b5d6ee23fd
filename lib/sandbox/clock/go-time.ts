/**
 * A Go `time.Time`: nanoseconds since 1970 and the offset it was written with, because Core prints a time with the
 * offset it was sent with, and PostgreSQL cuts the offset off (`timestamp` without zone stores the wall clock).
 */
export class GoTime {
  constructor(
    readonly nanos: bigint,
    readonly offsetMinutes = 0,
  ) {}

  /** As Go writes it into JSON: RFC 3339, the fraction without trailing zeros, `Z` for an offset of zero. */
  get text(): string {
    const { second, fraction } = this.parts();
    const decimals = fraction.replace(/0+$/, '');
    return `${second}${decimals && `.${decimals}`}${this.zone}`;
  }

  /** RFC 3339 in whole seconds, cut off. */
  get secondsText(): string {
    return `${this.parts().second}${this.zone}`;
  }

  /** For a parameter of a statement; PostgreSQL rounds it to microseconds. */
  get sql(): string {
    const { second, fraction } = this.parts();
    const decimals = fraction.replace(/0+$/, '');
    return `${second.replace('T', ' ')}${decimals && `.${decimals}`}${this.zone}`;
  }

  get isZero(): boolean {
    return this.nanos === ZERO_NANOS;
  }

  private parts(): { second: string; fraction: string } {
    const local = this.nanos + BigInt(this.offsetMinutes) * 60_000_000_000n;
    const fraction = ((local % 1_000_000_000n) + 1_000_000_000n) % 1_000_000_000n;
    const date = new Date(Number((local - fraction) / 1_000_000n));
    const year = String(date.getUTCFullYear()).padStart(4, '0');
    const rest = date
      .toISOString()
      .replace(/^[+-]?\d+-/, '')
      .slice(0, 14);
    return { second: `${year}-${rest}`, fraction: fraction.toString().padStart(9, '0') };
  }

  private get zone(): string {
    if (this.offsetMinutes === 0) return 'Z';
    const size = Math.abs(this.offsetMinutes);
    const two = (n: number) => String(n).padStart(2, '0');
    return `${this.offsetMinutes < 0 ? '-' : '+'}${two(Math.trunc(size / 60))}:${two(size % 60)}`;
  }
}

const ZERO_NANOS = BigInt(Date.parse('0001-01-01T00:00:00Z')) * 1_000_000n;

/** Go's zero time, which Core prints wherever a time is not set. */
export const ZERO_TIME = new GoTime(ZERO_NANOS);
export const ZERO_TIME_TEXT = '0001-01-01T00:00:00Z';

let base = BigInt(Date.now()) * 1_000_000n - process.hrtime.bigint();

/** The present to the nanosecond, as Core's host shows it. Follows the wall clock when that is set. */
export function now(): GoTime {
  const wall = BigInt(Date.now()) * 1_000_000n;
  let nanos = base + process.hrtime.bigint();
  const drift = nanos - wall;
  if (drift < -20_000_000n || drift > 20_000_000n) {
    base = wall - process.hrtime.bigint();
    nanos = wall;
  }
  return new GoTime(nanos);
}

/** Go's words for a time it cannot read. */
export interface TimeFault {
  readonly fault: string;
}

/** A part of the layout: how it is spelled in a message, and what it matches. */
const LAYOUT: readonly (readonly [string, RegExp])[] = [
  ['2006', /^\d{4}/],
  ['-', /^-/],
  ['01', /^\d\d/],
  ['-', /^-/],
  ['02', /^\d\d/],
  ['T', /^T/],
  ['15', /^\d\d?/],
  [':', /^:/],
  ['04', /^\d\d/],
  [':', /^:/],
  ['05', /^\d\d(?:[.,]\d+)?/],
  ['Z07:00', /^(?:Z|[+-]\d\d:\d\d)/],
];

/** `time.Parse(time.RFC3339, text)`, with Go's leniencies (one digit of an hour, a comma before the fraction). */
export function parseRfc3339(text: string): GoTime | TimeFault {
  const fault = (what: string): TimeFault => ({
    fault: `parsing time ${quote(text)}${what}`,
  });
  const found: string[] = [];
  let rest = text;
  for (const [name, pattern] of LAYOUT) {
    const part = pattern.exec(rest)?.[0];
    if (part === undefined) {
      const layout = '"2006-01-02T15:04:05Z07:00"';
      return fault(` as ${layout}: cannot parse ${quote(rest)} as ${quote(name)}`);
    }
    found.push(part);
    rest = rest.slice(part.length);
  }
  if (rest) return fault(`: extra text: ${quote(rest)}`);
  const [year, , month, , day, , hour, , minute, , second, zone] = found as [
    string,
    string,
    string,
    string,
    string,
    string,
    string,
    string,
    string,
    string,
    string,
    string,
  ];
  const outside = outOfRange({ year, month, day, hour, minute, second, zone });
  if (outside) return fault(`: ${outside}`);
  const fraction = second.slice(3, 12).padEnd(9, '0');
  const offset = offsetOf(zone);
  const millis = utcMillis({ year, month, day, hour, minute, second });
  return new GoTime(
    BigInt(millis) * 1_000_000n + BigInt(fraction) - BigInt(offset) * 60_000_000_000n,
    offset,
  );
}

/** A text in Go's message about a time: whatever is not plain ASCII stands there byte by byte. */
function quote(text: string): string {
  const plain = [...Buffer.from(text)].map((byte) => {
    if (byte < 0x20 || byte >= 0x80) return `\\x${byte.toString(16).padStart(2, '0')}`;
    const c = String.fromCharCode(byte);
    return c === '"' || c === '\\' ? `\\${c}` : c;
  });
  return `"${plain.join('')}"`;
}

type Parts = Record<'year' | 'month' | 'day' | 'hour' | 'minute' | 'second', string>;

function utcMillis(parts: Parts): number {
  const date = new Date(0);
  date.setUTCFullYear(Number(parts.year), Number(parts.month) - 1, Number(parts.day));
  date.setUTCHours(Number(parts.hour), Number(parts.minute), Number(parts.second.slice(0, 2)));
  return date.getTime();
}

function outOfRange(parts: Parts & { zone: string }): string | undefined {
  const month = Number(parts.month);
  if (month < 1 || month > 12) return 'month out of range';
  const day = Number(parts.day);
  const last = new Date(Date.UTC(2000 + (Number(parts.year) % 400), month, 0)).getUTCDate();
  if (day < 1 || day > last) return 'day out of range';
  if (Number(parts.hour) > 23) return 'hour out of range';
  if (Number(parts.minute) > 59) return 'minute out of range';
  if (Number(parts.second.slice(0, 2)) > 59) return 'second out of range';
  if (parts.zone !== 'Z' && Number(parts.zone.slice(1, 3)) > 24)
    return 'time zone offset hour out of range';
  if (parts.zone !== 'Z' && Number(parts.zone.slice(4)) > 60)
    return 'time zone offset minute out of range';
  return undefined;
}

function offsetOf(zone: string): number {
  if (zone === 'Z') return 0;
  const size = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4));
  return zone.startsWith('-') ? -size : size;
}
