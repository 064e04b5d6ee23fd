import { describe, expect, it } from 'vitest';
import { actionOf, allows, mayGrant, resourceOf } from './scopes';

describe('what a request needs', () => {
  it.each([
    ['/balances/bln_1/identity', 'balances'],
    ['/mocked-account', 'accounts'],
    ['/multi-search', 'search'],
    ['/refund-transaction/x', 'transactions'],
    ['/balances-snapshots', undefined],
    ['/bln_1/metadata', undefined],
    ['//ledgers', undefined],
    ['/', undefined],
  ])('%s belongs to %s', (path, resource) => {
    expect(resourceOf(path)).toBe(resource);
  });

  it('takes reading by POST for writing, and knows no scope for other methods', () => {
    expect(['GET', 'HEAD', 'POST', 'PATCH', 'DELETE', 'OPTIONS'].map(actionOf)).toEqual([
      'read',
      'read',
      'write',
      'write',
      'delete',
      '',
    ]);
  });
});

describe('allows', () => {
  it.each<[string[], boolean]>([
    [['balances:read'], true],
    [['balances:*'], true],
    [['*:read'], true],
    [['*:*'], true],
    [['ledgers:read', 'balances:write'], false],
    [['balances'], false],
    [['balances:read:more'], false],
    [['Balances:read'], false],
    [[], false],
  ])('%j: %s', (scopes, expected) => {
    expect(allows(scopes, 'balances', 'read')).toBe(expected);
  });

  it('never allows a method without an action', () => {
    expect(allows(['*:*'], 'balances', '')).toBe(false);
  });
});

describe('mayGrant', () => {
  it.each<[string[], string[], boolean]>([
    [['balances:*'], ['balances:read', 'balances:write'], true],
    [['*:read'], ['ledgers:read'], true],
    [['*:*'], ['*:*'], true],
    [['balances:read'], ['balances:*'], false],
    [['balances:*'], ['*:read'], false],
    [['balances:*'], ['balances:read', 'ledgers:read'], false],
    [['*:*'], ['nonsense'], false],
    [[], [], true],
  ])('%j may grant %j: %s', (own, requested, expected) => {
    expect(mayGrant(own, requested)).toBe(expected);
  });
});
