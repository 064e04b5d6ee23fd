import { describe, expect, it } from 'vitest';
import { daysOfRange, rangeOfDays, rangeWords } from './created-range';

const BERLIN = 'Europe/Berlin';

describe('when balances were created', () => {
  it('is asked in days of the viewer and stands in the address as instants', () => {
    expect(rangeOfDays({ from: '2026-11-21', to: '2026-11-22' }, BERLIN)).toEqual({
      since: '2026-11-20T23:00:00.000Z',
      until: '2026-11-22T23:00:00.000Z',
    });
    expect(rangeOfDays({ to: '2026-03-29' }, BERLIN)).toEqual({
      until: '2026-03-29T22:00:00.000Z',
    });
  });

  it('comes back as the same days, and as the nearest ones in another zone', () => {
    const range = rangeOfDays({ from: '2026-11-21', to: '2026-11-22' }, BERLIN);
    expect(daysOfRange(range, BERLIN)).toEqual({ from: '2026-11-21', to: '2026-11-22' });
    expect(daysOfRange(range, 'UTC')).toEqual({ from: '2026-11-20', to: '2026-11-22' });
    expect(daysOfRange({ until: '2026-11-22' }, BERLIN)).toEqual({ to: '2026-11-22' });
  });

  it.each([
    [{ last: '30' as const }, 'Last 30 days'],
    [{}, null],
    [{ since: '2026-11-20T23:00:00.000Z' }, 'from 21 Nov 2026'],
    [{ until: '2026-11-22T23:00:00.000Z' }, 'until 22 Nov 2026'],
    [{ since: '2026-11-20T23:00:00Z', until: '2026-11-21T23:00:00Z' }, '21 Nov 2026'],
    [{ since: '2026-11-21', until: '2026-11-30' }, '21 Nov 2026 to 30 Nov 2026'],
    [{ since: '2026-11-21T08:30:00Z' }, 'from 21 Nov 2026, 09:30'],
  ])('says %j', (range, words) => {
    expect(rangeWords(range, BERLIN)).toBe(words);
  });
});
