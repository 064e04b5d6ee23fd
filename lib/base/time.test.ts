import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayStart, nextDay } from './time';

describe('dayStart', () => {
  it.each([
    ['2026-11-21', 'UTC', '2026-11-21T00:00:00.000Z'],
    ['2026-11-21', 'Africa/Lagos', '2026-11-20T23:00:00.000Z'],
    ['2026-11-21', 'Asia/Kathmandu', '2026-11-20T18:15:00.000Z'],
    ['2026-03-08', 'America/New_York', '2026-03-08T05:00:00.000Z'],
    ['2026-03-09', 'America/New_York', '2026-03-09T04:00:00.000Z'],
    ['2026-10-25', 'Europe/Berlin', '2026-10-24T22:00:00.000Z'],
    ['2026-10-26', 'Europe/Berlin', '2026-10-25T23:00:00.000Z'],
    // Clocks go from 24:00 to 01:00 there that night: the day begins at one.
    ['2026-04-24', 'Africa/Cairo', '2026-04-23T22:00:00.000Z'],
  ])('%s in %s is %s', (day, zone, instant) => {
    expect(dayStart(day, zone).toISOString()).toBe(instant);
  });

  it('is always a moment of that day, and the one before is not', () => {
    const days = fc.date({
      min: new Date('2000-01-02'),
      max: new Date('2040-01-01'),
      noInvalidDate: true,
    });
    const zones = fc.constantFrom(
      'UTC',
      'Africa/Cairo',
      'America/Sao_Paulo',
      'Pacific/Apia',
      'Asia/Tehran',
    );
    const shown = (instant: Date, zone: string) =>
      new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' }).format(instant);
    fc.assert(
      fc.property(days, zones, (date, zone) => {
        const day = date.toISOString().slice(0, 10);
        const start = dayStart(day, zone);
        // Samoa skipped a day in 2011: it has no beginning.
        fc.pre(day !== '2011-12-30');
        expect(shown(start, zone)).toBe(day);
        expect(shown(new Date(start.getTime() - 1), zone)).not.toBe(day);
      }),
      { numRuns: 500 },
    );
  });
});

it('nextDay crosses months and years', () => {
  expect(['2026-02-28', '2028-02-28', '2026-12-31'].map(nextDay)).toEqual([
    '2026-03-01',
    '2028-02-29',
    '2027-01-01',
  ]);
});
