import { describe, expect, it } from 'vitest';
import { durationText, parseDuration } from './go-duration';

describe('Go durations', () => {
  it.each([
    ['2m', '2m0s'],
    ['1h30m', '1h30m0s'],
    ['1.5s', '1.5s'],
    ['90s', '1m30s'],
    ['1500us', '1.5ms'],
    ['250ns', '250ns'],
    ['-3m', '-3m0s'],
    ['0', '0s'],
    ['1h0.25s', '1h0m0.25s'],
  ])('reads %s and prints %s', (text, printed) => {
    const nanos = parseDuration(text);
    expect(typeof nanos === 'bigint' && durationText(nanos)).toBe(printed);
  });

  it.each([
    ['', 'time: invalid duration ""'],
    ['abc', 'time: invalid duration "abc"'],
    ['5', 'time: missing unit in duration "5"'],
    ['5d', 'time: unknown unit "d" in duration "5d"'],
  ])('refuses %j in Go’s words', (text, fault) => {
    expect(parseDuration(text)).toEqual({ fault });
  });
});
