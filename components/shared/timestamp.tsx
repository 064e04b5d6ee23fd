'use client';
import { formatInstant, isZeroTime } from '@/lib/base/time';
import { useZone } from './zone';

type TimestampProps = {
  /** An instant as Core or our database writes it (RFC 3339). */
  iso: string;
  /** `clock` is the time of day to the second, where something else names the day. */
  precision?: 'date' | 'minute' | 'second' | 'clock';
  /** `auto` leaves the year out when it is this one. */
  year?: 'auto' | 'always';
  /** Slips and proofs are written in UTC, and say so. */
  utc?: boolean;
};

function yearIn(iso: string, zone: string): string {
  return new Intl.DateTimeFormat('en', { timeZone: zone, year: 'numeric' }).format(new Date(iso));
}

/**
 * A time in the viewer's zone, with UTC to the second on hover. Core's zero time is shown as "Not
 * set", and a text that is no time as it came.
 */
export function Timestamp({ iso, precision = 'minute', year = 'auto', utc }: TimestampProps) {
  const { zone: viewer, renderedAt } = useZone();
  const zone = utc ? 'UTC' : viewer;
  if (isZeroTime(iso)) return <span className="text-ink-3">Not set</span>;
  if (Number.isNaN(new Date(iso).getTime())) return <span>{iso}</span>;
  const text = formatInstant(iso, {
    zone,
    seconds: precision === 'second' || precision === 'clock',
    timeOnly: precision === 'clock',
    dateOnly: precision === 'date',
    omitYear: year === 'auto' && yearIn(iso, zone) === yearIn(renderedAt, zone),
  });
  return (
    <time
      dateTime={iso}
      title={`${formatInstant(iso, { zone: 'UTC', seconds: true })} UTC`}
      className="whitespace-nowrap tabular-nums"
    >
      {text}
      {utc && precision !== 'date' && ' UTC'}
    </time>
  );
}

/** `14:03:06 Lagos`: the viewer's clock beside a time that is written in UTC. Nothing where both agree. */
export function LocalClock({ iso }: { iso: string }) {
  const { zone } = useZone();
  if (zone === 'UTC' || zone === 'Etc/UTC') return null;
  const clock = formatInstant(iso, { zone, seconds: true }).split(', ')[1];
  return (
    <span className="whitespace-nowrap text-ink-3 tabular-nums">
      {clock} {zone.split('/').at(-1)!.replaceAll('_', ' ')}
    </span>
  );
}
