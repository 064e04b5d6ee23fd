import { GoTime, parseRfc3339 } from '../clock/go-time';
import { Moment, type Precision } from './types';

/** Dates and times without a zone that a query may give besides RFC 3339. */
const LOCAL = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d?:\d\d(?::\d\d(?:[.,]\d+)?)?))?$/;
const SLASHED = /^(\d{4})\/(\d\d)\/(\d\d)$/;

/** A date or time as a query may give it; undefined for anything else. */
export function parseMoment(text: string): Moment | undefined {
  const time = parseTime(text);
  return time && new Moment(time, precisionOf(text));
}

function parseTime(text: string): GoTime | undefined {
  const exact = parseRfc3339(text);
  if (exact instanceof GoTime) return exact;
  const local = LOCAL.exec(text.replace(SLASHED, '$1-$2-$3'));
  if (!local) return undefined;
  const clock = local[2] ?? '00:00';
  const full = parseRfc3339(`${local[1]}T${clock}${clock.split(':').length === 2 ? ':00' : ''}Z`);
  return full instanceof GoTime ? full : undefined;
}

/** How exactly a text names its time, read off its signs, as Core does it. */
function precisionOf(text: string): Precision {
  const fraction = /\.([^.]*)/.exec(text)?.[1];
  if (fraction !== undefined) {
    const digits = fraction.replace(/Z$/, '').split(/[+-]/)[0] ?? '';
    if (digits.length >= 6) return 'microseconds';
    if (digits.length > 0) return 'milliseconds';
  }
  const colons = text.split(':').length - 1;
  if (colons >= 2) return 'second';
  if (colons === 1) return 'minute';
  return /[T ]/.test(text) ? 'hour' : 'day';
}

const SIZE: Readonly<Record<Exclude<Precision, 'day'>, bigint>> = {
  microseconds: 1_000n,
  milliseconds: 1_000_000n,
  second: 1_000_000_000n,
  minute: 60_000_000_000n,
  hour: 3_600_000_000_000n,
};
const DAY = 86_400_000_000_000n;

/** The span that an `eq` on this moment means: from, up to but not including. */
export function spanOf({ time, precision }: Moment): [GoTime, GoTime] {
  const offset = precision === 'day' ? BigInt(time.offsetMinutes) * 60_000_000_000n : 0n;
  const size = precision === 'day' ? DAY : SIZE[precision];
  // Go truncates since the year 1, whose start is a whole number of each of these before 1970.
  const into = (((time.nanos + offset) % size) + size) % size;
  const from = time.nanos - into;
  return [new GoTime(from, time.offsetMinutes), new GoTime(from + size, time.offsetMinutes)];
}
