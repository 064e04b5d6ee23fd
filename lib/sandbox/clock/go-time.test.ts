import { describe, expect, it } from 'vitest';
import { GoTime, now, parseRfc3339, ZERO_TIME, ZERO_TIME_TEXT } from './go-time';

const read = (text: string): GoTime => {
  const parsed = parseRfc3339(text);
  if (parsed instanceof GoTime) return parsed;
  throw new Error(parsed.fault);
};

describe('GoTime', () => {
  it.each([
    ['2026-01-02T03:04:05Z', '2026-01-02T03:04:05Z'],
    ['2026-01-02T03:04:05.123456789Z', '2026-01-02T03:04:05.123456789Z'],
    ['2026-01-02T03:04:05.500000Z', '2026-01-02T03:04:05.5Z'],
    ['1990-01-01T00:00:00+01:00', '1990-01-01T00:00:00+01:00'],
    ['1960-12-31T23:59:59.999-09:30', '1960-12-31T23:59:59.999-09:30'],
    ['2024-01-01T1:00:00,5Z', '2024-01-01T01:00:00.5Z'],
    ['0001-01-01T00:00:00Z', '0001-01-01T00:00:00Z'],
    ['2024-02-29T00:00:00+00:00', '2024-02-29T00:00:00Z'],
  ])('prints %s as %s', (text, printed) => {
    expect(read(text).text).toBe(printed);
  });

  it('knows the zero time', () => {
    expect(ZERO_TIME.text).toBe(ZERO_TIME_TEXT);
    expect(ZERO_TIME.isZero).toBe(true);
    expect(read('0001-01-01T00:00:00+01:00').isZero).toBe(false);
  });

  it('hands PostgreSQL the wall clock and its offset', () => {
    expect(read('2026-01-02T03:04:05.25+02:00').sql).toBe('2026-01-02 03:04:05.25+02:00');
  });

  it('cuts to whole seconds', () => {
    expect(read('2026-01-02T03:04:05.999Z').secondsText).toBe('2026-01-02T03:04:05Z');
  });

  it('follows the wall clock and never stands still', () => {
    const [first, second] = [now(), now()];
    expect(second.nanos).toBeGreaterThan(first.nanos);
    expect(Math.abs(Number(first.nanos / 1_000_000n) - Date.now())).toBeLessThan(100);
  });
});

describe('parseRfc3339', () => {
  /** Go's words, read off a Go program. */
  it.each([
    ['', ' as "2006-01-02T15:04:05Z07:00": cannot parse "" as "2006"'],
    ['1990-01-01', ' as "2006-01-02T15:04:05Z07:00": cannot parse "" as "T"'],
    ['1990-01-01 00:00:00Z', ' as "2006-01-02T15:04:05Z07:00": cannot parse " 00:00:00Z" as "T"'],
    ['1990-01-01T00:00:00', ' as "2006-01-02T15:04:05Z07:00": cannot parse "" as "Z07:00"'],
    ['2024-01-01T01:00:00z', ' as "2006-01-02T15:04:05Z07:00": cannot parse "z" as "Z07:00"'],
    [
      '10000-01-01T01:00:00Z',
      ' as "2006-01-02T15:04:05Z07:00": cannot parse "0-01-01T01:00:00Z" as "-"',
    ],
    ['1990-13-01T00:00:00Z', ': month out of range'],
    ['1990-02-30T00:00:00Z', ': day out of range'],
    ['2023-02-29T00:00:00Z', ': day out of range'],
    ['1990-01-01T24:00:00Z', ': hour out of range'],
    ['2024-01-01T01:00:60Z', ': second out of range'],
    ['2024-01-01T01:00:00+25:00', ': time zone offset hour out of range'],
    ['2024-01-01T01:00:00Zx', ': extra text: "x"'],
  ])('refuses %j', (text, fault) => {
    expect(parseRfc3339(text)).toEqual({ fault: `parsing time ${JSON.stringify(text)}${fault}` });
  });

  it('quotes as Go does, byte by byte', () => {
    expect(parseRfc3339('ü"\\\n')).toEqual({
      fault: expect.stringContaining('parsing time "\\xc3\\xbc\\"\\\\\\x0a" as'),
    });
  });
});
