/**
 * Writes an instant for people in one named zone: `21 Nov 2026, 14:03` (or with seconds). `zone` is
 * an IANA name. The caller shows UTC on hover (design §7).
 */
export function formatInstant(
  iso: string,
  options: {
    zone: string;
    seconds?: boolean;
    dateOnly?: boolean;
    timeOnly?: boolean;
    omitYear?: boolean;
  },
): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return iso;
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: options.zone,
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(date);
  const of = (type: Intl.DateTimeFormatPartTypes) =>
    parts.find((p) => p.type === type)?.value ?? '';
  const month = of('month').slice(0, 3);
  const day = `${of('day')} ${month}${options.omitYear ? '' : ` ${of('year')}`}`;
  if (options.dateOnly) return day;
  const clock = `${of('hour')}:${of('minute')}${options.seconds ? `:${of('second')}` : ''}`;
  return options.timeOnly ? clock : `${day}, ${clock}`;
}

/** Core's zero time, which stands for "not set" (contract 3.2, 3.3). */
export function isZeroTime(iso: string): boolean {
  return iso.startsWith('0001-01-01T00:00:00');
}

const DAY_MS = 86_400_000;

/** The day after a day, both as `YYYY-MM-DD`. */
export function nextDay(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10);
}

/**
 * The instant at which a day (`YYYY-MM-DD`) begins in a zone. Where clocks go forward at midnight, it is
 * the first moment of that day.
 */
export function dayStart(day: string, zone: string): Date {
  const asUtc = Date.parse(`${day}T00:00:00Z`);
  // The offset at the guess may differ from that at the result, around a change of clocks.
  const guess = asUtc - offsetMs(asUtc, zone);
  const start = asUtc - offsetMs(guess, zone);
  return new Date(Math.max(start, dayOf(start, zone) === day ? start : guess));
}

function partsOf(ms: number, zone: string): Record<string, string> {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(new Date(ms));
  return Object.fromEntries(parts.map(({ type, value }) => [type, value]));
}

function offsetMs(ms: number, zone: string): number {
  const { year, month, day, hour, minute, second } = partsOf(ms, zone);
  return (
    Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`) -
    Math.floor(ms / 1000) * 1000
  );
}

/** The day (`YYYY-MM-DD`) on which an instant falls in a zone. */
export function dayIn(iso: string, zone: string): string {
  return dayOf(Date.parse(iso), zone);
}

function dayOf(ms: number, zone: string): string {
  const { year, month, day } = partsOf(ms, zone);
  return `${year}-${month}-${day}`;
}
