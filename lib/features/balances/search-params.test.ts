import { describe, expect, it } from 'vitest';
import { balanceConditions } from './balance-conditions';
import { balanceSearchParams, filterCount, filtersOf, searchOf } from './search-params';

const parse = (query: Record<string, string | string[]>) => balanceSearchParams.parse(query);

describe('the address of the balances list', () => {
  it('falls back for what is wrong in it', () => {
    expect(
      parse({
        q: '  bln_1 ',
        ledger: '',
        currency: 'x'.repeat(41),
        none: 'yes',
        system: '1',
        since: 'yesterday',
        until: '2026-02-31',
        end: 'newest',
        older: ['a', 'b'],
        unheard: 'of',
      }),
    ).toEqual({ q: 'bln_1', system: '1', older: 'a' });
    expect(parse({})).toEqual({});
  });

  it('begins at the newest page when a filter changes', () => {
    expect(filtersOf(parse({ currency: 'USD', older: 'x', newer: 'y', end: 'oldest' }))).toEqual({
      currency: 'USD',
    });
  });

  it('counts a range as one filter, and the switch as none', () => {
    const filters = {
      q: 'bln_1',
      since: '2026-01-01',
      until: '2026-02-01',
      none: '1',
      system: '1',
    };
    expect(filterCount(parse(filters))).toBe(3);
    expect(filterCount(parse({ last: '30', currency: 'USD', ledger: 'l', identity: 'i' }))).toBe(4);
    expect(filterCount({})).toBe(0);
  });

  it.each([
    ['bln_1', 'balance'],
    ['idt_1', 'identity'],
    ['ldg_1', 'ledger'],
    ['general_ledger_id', 'ledger'],
    ['@world', 'indicator'],
    ['@', 'unknown'],
    ['Jane Doe', 'unknown'],
    [undefined, 'none'],
  ] as const)('knows %s by its shape', (q, kind) => {
    expect(searchOf(q).kind).toBe(kind);
  });
});

describe('conditions', () => {
  const all = { field: 'ledger_id', operator: 'ne', value: 'general_ledger_id' };

  it('set system and shadow balances apart', () => {
    expect(balanceConditions(parse({}))?.conditions).toEqual([all]);
    expect(balanceConditions(parse({ system: '1' }))?.conditions).toEqual([
      { field: 'ledger_id', operator: 'eq', value: 'general_ledger_id' },
    ]);
  });

  it('look for a pasted id or indicator wherever it is', () => {
    expect(balanceConditions(parse({ q: '@world' }))?.conditions).toEqual([
      { field: 'indicator', operator: 'eq', value: '@world' },
    ]);
    expect(balanceConditions(parse({ q: 'idt_1', currency: 'USD' }))?.conditions).toEqual([
      { field: 'identity_id', operator: 'eq', value: 'idt_1' },
      { field: 'currency', operator: 'eq', value: 'USD' },
      all,
    ]);
    expect(balanceConditions(parse({ q: 'Jane' }))).toBeNull();
  });

  it('include the whole last day, and take an instant as it is', () => {
    expect(balanceConditions(parse({ since: '2026-02-01', until: '2026-02-28' }))).toMatchObject({
      since: '2026-02-01T00:00:00.000Z',
      until: '2026-03-01T00:00:00.000Z',
    });
    const until = '2026-02-28T10:00:00+01:00';
    expect(balanceConditions(parse({ until }))).toMatchObject({
      until: '2026-02-28T09:00:00.000Z',
    });
  });

  it('take so many days before now for a range', () => {
    const { since, until } = balanceConditions(parse({ last: '7', until: '2026-01-01' }))!;
    expect((Date.now() - Date.parse(since!)) / 86_400_000).toBeCloseTo(7, 2);
    expect(until).toBeUndefined();
    expect(parse({ last: '8' })).toEqual({});
  });

  it('let "no identity" win over an identity', () => {
    expect(balanceConditions(parse({ none: '1', identity: 'idt_1' }))?.conditions).toEqual([
      { field: 'identity_id', operator: 'isnull' },
      all,
    ]);
  });
});
