import { describe, expect, it } from 'vitest';
import { safeNext } from './safe-next';

describe('safeNext', () => {
  it.each([
    ['/balances/bln_1?reassign=1', '/balances/bln_1?reassign=1'],
    ['/settings', '/settings'],
    ['/changes/%2e%2e', '/'],
    ['/audit?actor=a%20b', '/audit?actor=a%20b'],
  ])('keeps %s inside the app', (next, expected) => expect(safeNext(next)).toBe(expected));

  it.each([
    undefined,
    null,
    '',
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    '/a\\..\\evil',
    '/\t/evil.example',
    '/\n/evil.example',
    '/./\u2028/evil',
    'javascript:alert(1)',
    'balances',
    '/..//evil.example',
    '/.//evil.example',
    '/sign-in',
    '/sign-in?next=/sign-in',
    '/api/auth/sign-out',
  ])('goes to the balances list for %j', (next) => expect(safeNext(next)).toBe('/balances'));
});
