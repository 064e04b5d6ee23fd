import { expect, it } from 'vitest';
import { bytesOf } from './bytes';
import { timeAt, timeOf } from './instant';

it('a time has one form', () => {
  expect(timeOf('2026-02-28T23:59:59.999Z')).toBe(Date.UTC(2026, 1, 28, 23, 59, 59, 999));
  expect(timeOf('2024-02-29T00:00:00.000Z')).toBe(Date.UTC(2024, 1, 29));
  for (const text of [
    '2026-02-30T00:00:00.000Z',
    '2026-02-28T24:00:00.000Z',
    '2026-02-28T23:60:00.000Z',
    '2026-02-28T23:59:60.000Z',
    '2026-02-28T23:59:59.99Z',
    '2026-02-28T23:59:59,999Z',
    '2026-02-28 23:59:59.999Z',
    '2026-02-28',
    '',
  ]) {
    expect(timeOf(text), text).toBeNull();
  }
});

it('a time is read where it stands', () => {
  const bytes = bytesOf('é2026-01-02T03:04:05.067Z8');
  expect(timeAt(bytes, 2, 26)).toBe(Date.UTC(2026, 0, 2, 3, 4, 5, 67));
  expect(timeAt(bytes, 2, 27)).toBeNull();
});
