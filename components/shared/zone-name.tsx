'use client';
import { useZone } from './zone';

/** `Lagos (UTC+1)`, with the offset that holds at `at`. */
export function zoneLabel(zone: string, at: string): string {
  if (zone === 'UTC' || zone === 'Etc/UTC') return 'UTC';
  const offset = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'shortOffset' })
    .formatToParts(new Date(at))
    .find((part) => part.type === 'timeZoneName')?.value;
  const city = zone.split('/').at(-1)!.replaceAll('_', ' ');
  return `${city} (${(offset ?? 'UTC').replace('GMT', 'UTC').replace('-', '−')})`;
}

/** Names the zone of the times on a screen; put it once on each. */
export function ZoneName({ unlessMarked = false }: { unlessMarked?: boolean }) {
  const { zone, renderedAt } = useZone();
  const label = zoneLabel(zone, renderedAt);
  return (
    <span>
      Times in {label}
      {unlessMarked && label !== 'UTC' && ' unless marked UTC'}
    </span>
  );
}
