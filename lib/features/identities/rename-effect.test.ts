import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Identity } from '@/lib/core/schemas/identity';
import { plainText } from '@/lib/lineage/sentence';
import { startTinyCore, type TinyCore, wireBalance } from '@/lib/testing/tiny-core';
import { describeRename } from './describe-rename';
import { changesLineageName, readRenameEffect } from './rename-effect';

const JANE = {
  identityId: 'idt_aaaa0000-0000-4000-8000-000000000001',
  firstName: 'Jane',
  lastName: 'Doe',
  organizationName: null,
} as Identity;
const ACME = { ...JANE, firstName: null, lastName: null, organizationName: 'Acme Ltd' } as Identity;

describe('another lineage name', () => {
  it.each([
    ['another last name', JANE, { lastName: 'Roe' }, true],
    ['another first name', JANE, { firstName: 'Ann' }, true],
    ['other letters only in case', JANE, { lastName: 'DOE' }, false],
    ['an emptied name, which Core ignores', JANE, { lastName: '' }, false],
    ['what no name is made of', JANE, { otherNames: 'Mary', city: 'Lagos' }, false],
    ['an organization of somebody with both names', JANE, { organizationName: 'Acme' }, false],
    ['another organization', ACME, { organizationName: 'Acme PLC' }, true],
    ['spaces that Core writes the same way', ACME, { organizationName: 'Acme_Ltd' }, false],
    ['a first name alone', ACME, { firstName: 'Jane' }, false],
    ['both names of what was an organization', ACME, { firstName: 'J', lastName: 'D' }, true],
  ])('%s', (_what, identity, changes, expected) => {
    expect(changesLineageName(identity, changes)).toBe(expected);
  });
});

describe('what it does', () => {
  let core: TinyCore;
  beforeEach(async () => void (core = await startTinyCore()));
  afterEach(() => core.close());

  const total = (name: string, currency: string, given: Record<string, unknown>) => {
    const id = `bln_${name}_${currency}`;
    const indicator = `@jane_${name}_idt_aaaa_lineage`;
    const row = wireBalance(id, { ledger_id: 'general_ledger_id', indicator, currency, ...given });
    core.balances.set(id, row);
  };
  const toRoe = () => readRenameEffect(JANE, { lastName: 'Roe' });
  const said = async () => {
    const described = describeRename(await toRoe(), { name: 'Jane Doe', how: 'renamed' });
    if (described.kind !== 'breaks') return expect.unreachable(described.kind);
    return {
      aside: plainText(described.aside),
      effects: described.effects.map(({ kind }) => kind),
      text: described.effects.map(({ title, text }) => plainText([...title, ' ', ...text])),
    };
  };

  it('is not asked of Core when the lineage name stays', async () => {
    expect(await readRenameEffect(JANE, { city: 'Lagos' })).toEqual({ kind: 'none' });
    expect(core.server.seen).toEqual([]);
  });

  it('is nothing when nothing is tagged, or all of it is spent', async () => {
    expect(await toRoe()).toEqual({ kind: 'nothing_tagged' });
    total('doe', 'USD', { balance: 0 });
    expect(await toRoe()).toEqual({ kind: 'nothing_tagged' });
    expect(core.server.seen).toHaveLength(2);
  });

  it('names what stays behind in each currency, with its decimals', async () => {
    total('doe', 'USD', { balance: 7_000 });
    total('doe', 'JPY', { balance: 12 });
    const { aside, effects, text } = await said();
    expect(aside).toBe('12 JPY, 70.00 USD tagged');
    expect(effects).toEqual(['debit_stops_lineage', 'credit_hides', 'every_balance']);
    expect(text[0]).toContain('the 12 JPY, 70.00 USD under the old name can no longer be released');
    expect(text[0]).toContain('finds nothing there');
  });

  it('tells when debits would take what the new name holds already', async () => {
    total('doe', 'USD', { balance: 7_000 });
    total('roe', 'USD', { balance: 50_000 });
    const { effects, text } = await said();
    expect(effects).toEqual(['debit_from_other_money', 'credit_hides', 'every_balance']);
    expect(text[0]).toContain('Debits are booked against 500.00 USD');
  });

  it('tells both when the new name holds too little', async () => {
    total('doe', 'USD', { balance: 7_000 });
    total('roe', 'USD', { balance: 1_000 });
    expect((await said()).effects.slice(0, 2)).toEqual([
      'debit_stops_lineage',
      'debit_from_other_money',
    ]);
  });

  it('does not forget what is only inflight', async () => {
    total('doe', 'USD', { inflight_balance: 3_000, inflight_credit_balance: 3_000 });
    const { aside, effects } = await said();
    expect(aside).toBe('30.00 USD tagged and inflight');
    expect(effects).toEqual(['inflight', 'every_balance']);
  });

  it('counts what is inflight both ways, though it may add up to nothing', async () => {
    total('doe', 'USD', { inflight_credit_balance: 2_000, inflight_debit_balance: 2_000 });
    const { aside } = await said();
    expect(aside).toBe('40.00 USD tagged and inflight');
  });

  it('is recognised again as long as nothing moves', async () => {
    total('doe', 'USD', { balance: 7_000 });
    const first = await toRoe();
    expect(await toRoe()).toEqual(first);
    total('doe', 'USD', { balance: 6_999 });
    const later = await toRoe();
    expect(later).toMatchObject({ kind: 'breaks' });
    expect((later as { digest: string }).digest).not.toBe((first as { digest: string }).digest);
  });
});
