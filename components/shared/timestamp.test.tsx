import { act, render } from '@testing-library/react';
import { hydrateRoot } from 'react-dom/client';
import { renderToString } from 'react-dom/server';
import { describe, expect, it, vi } from 'vitest';
import { Timestamp } from './timestamp';
import { ZoneProvider } from './zone';
import { zoneLabel } from './zone-name';

const browserZone = new Intl.DateTimeFormat().resolvedOptions().timeZone;

function within(zone: string | null, element: React.ReactElement, onZoneFound = () => {}) {
  return (
    <ZoneProvider zone={zone} renderedAt="2026-11-21T14:00:00Z" onZoneFound={onZoneFound}>
      {element}
    </ZoneProvider>
  );
}

const onServer = (zone: string | null, element: React.ReactElement) => {
  const page = document.createElement('div');
  page.innerHTML = renderToString(within(zone, element));
  return page;
};

describe('Timestamp', () => {
  it('shows the zone of the cookie, and UTC to the second on hover', () => {
    const page = onServer('Africa/Lagos', <Timestamp iso="2026-11-21T13:58:06Z" />);
    expect(page.textContent).toBe('21 Nov, 14:58');
    expect(page.querySelector('time')!.title).toBe('21 Nov 2026, 13:58:06 UTC');
  });

  it('names the year unless it is this one in that zone', () => {
    const old = onServer('Africa/Lagos', <Timestamp iso="2024-11-21T13:58:06Z" />);
    const newYear = onServer('Africa/Lagos', <Timestamp iso="2025-12-31T23:30:00Z" />);
    expect(old.textContent).toBe('21 Nov 2024, 14:58');
    expect(newYear.textContent).toBe('1 Jan, 00:30');
  });

  it('marks UTC where it is written on purpose', () => {
    const page = onServer(
      'Africa/Lagos',
      <Timestamp iso="2026-11-21T13:03:06Z" utc precision="second" year="always" />,
    );
    expect(page.textContent).toBe('21 Nov 2026, 13:03:06 UTC');
  });

  it('says "Not set" for the zero time of Core, and leaves alone what is no time', () => {
    expect(onServer('UTC', <Timestamp iso="0001-01-01T00:00:00Z" />).textContent).toBe('Not set');
    expect(onServer('UTC', <Timestamp iso="soon" />).textContent).toBe('soon');
  });

  it('hydrates without a mismatch on a first visit, then takes the zone of the browser', async () => {
    const failed = vi.fn();
    const found = vi.fn();
    const element = <Timestamp iso="2026-11-21T13:58:06Z" />;
    const page = onServer('Pacific/Auckland', element);
    expect(page.textContent).toBe('22 Nov, 02:58');
    await act(async () => {
      hydrateRoot(page, within('Pacific/Auckland', element, found), { onRecoverableError: failed });
    });
    expect(failed).not.toHaveBeenCalled();
    expect(found).toHaveBeenCalledWith(browserZone);
    expect(page.textContent).toBe(render(within(browserZone, element)).container.textContent);
  });
});

describe('zoneLabel', () => {
  it('names city and offset at that time', () => {
    expect(zoneLabel('Africa/Lagos', '2026-11-21T00:00:00Z')).toBe('Lagos (UTC+1)');
    expect(zoneLabel('America/New_York', '2026-07-01T00:00:00Z')).toBe('New York (UTC−4)');
    expect(zoneLabel('UTC', '2026-07-01T00:00:00Z')).toBe('UTC');
  });
});
