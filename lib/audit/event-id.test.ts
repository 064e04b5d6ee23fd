import { describe, expect, it } from 'vitest';
import { isUuid } from '@/lib/base/ids';
import { eventId } from './event-id';

describe('eventId', () => {
  it('is a UUIDv7 of its time, and counts up within a millisecond', () => {
    const at = new Date('2026-02-03T04:05:06.789Z');
    const ids = Array.from({ length: 500 }, () => eventId(at));
    expect(ids.toSorted()).toEqual(ids);
    expect(new Set(ids.map((id) => id.slice(19))).size).toBe(ids.length);
    for (const id of ids) {
      expect(isUuid(id)).toBe(true);
      expect(id).toMatch(/^.{14}7.{4}[89ab]/);
      expect(parseInt(id.replace('-', '').slice(0, 12), 16)).toBe(at.getTime());
    }
  });
});
