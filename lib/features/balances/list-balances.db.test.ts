import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { closeCore, connectCore } from '@/lib/core/connection';
import { person } from '@/lib/testing/actors';
import { failureOf } from '@/lib/testing/failure-of';
import { startListCore, type ListRow } from '@/lib/testing/list-core';
import { migratedDatabase } from '@/lib/testing/migrated-database';
import { type TinyServer } from '@/lib/testing/tiny-server';
import { getBalance } from './get-balance';
import { getLineageTraits } from './get-lineage-traits';
import { listBalances } from './list-balances';
import { probeBalancesCount } from './probe-balances-count';
import { balanceSearchParams } from './search-params';

migratedDatabase();

const actor = person('support');
const at = (second: number) => new Date(Date.UTC(2026, 0, 1) + second * 1000).toISOString();
let core: TinyServer;

async function start(rows: ListRow[]): Promise<void> {
  core = await startListCore(rows);
  connectCore({ url: core.url });
}

afterEach(async () => {
  await closeCore();
  await core.close();
});

const paths = () => core.seen.map(({ method, url }) => `${method} ${url}`);
const list = (query: Record<string, string> = {}) =>
  listBalances(actor, balanceSearchParams.parse(query));

describe('the list', () => {
  beforeEach(() =>
    start([
      ...Array.from({ length: 60 }, (_, i) => ({
        id: `bln_${i}`,
        createdAt: at(i),
        identityId: i % 3 ? `idt_${i % 7}` : undefined,
        ledgerId: `ldg_${i % 4}`,
        minor: 9007199254740993n + BigInt(i),
        tracked: i % 2 === 0,
      })),
      { id: 'bln_shadow', createdAt: at(99), ledgerId: 'general_ledger_id' },
    ]),
  );

  it('costs three questions, none of them expensive', async () => {
    const page = await list();
    expect(paths().sort()).toEqual([
      'POST /balances/filter',
      'POST /identities/filter',
      'POST /ledgers/filter',
    ]);
    expect(core.seen[0]!.body).not.toMatch(/include_count|offset|like/);
    expect(page.rows).toHaveLength(50);
    expect(page.names).toEqual({ asked: 11, missing: 0 });
    expect(page.links).toMatchObject({ newest: null, newer: null, oldest: { end: 'oldest' } });
    expect(page.rows[0]).toEqual({
      balanceId: 'bln_59',
      identity: { id: 'idt_3', name: 'Name of idt_3', type: 'individual', isGone: false },
      ledger: { id: 'ldg_3', name: 'Name of ldg_3', isGone: false },
      indicator: null,
      currency: 'USD',
      balance: { minor: '9007199254741052', currency: 'USD', decimals: 2 },
      inflight: { minor: '0', currency: 'USD', decimals: 2 },
      lineage: null,
      isSystem: false,
      createdAt: at(59),
    });
    expect(page.rows.find(({ balanceId }) => balanceId === 'bln_57')!.identity).toBeNull();
  });

  it('goes on and back by the addresses it gives', async () => {
    const first = await list();
    const second = await list(first.links.older as Record<string, string>);
    expect(second.rows.map(({ balanceId }) => balanceId)).toEqual(
      Array.from({ length: 10 }, (_, i) => `bln_${9 - i}`),
    );
    expect(second.links.older).toBeNull();
    const back = await list(second.links.newer as Record<string, string>);
    expect(back.rows).toEqual(first.rows);
  });

  it('names what it is filtered by in the same questions', async () => {
    const page = await list({ identity: 'idt_1', ledger: 'ldg_other', currency: 'JPY' });
    expect(page.rows).toEqual([]);
    expect(page.named).toEqual({
      identity: { id: 'idt_1', name: 'Name of idt_1', type: 'individual', isGone: false },
      ledger: { id: 'ldg_other', name: 'Name of ldg_other', isGone: false },
    });
    expect(paths()).toHaveLength(3);
  });

  it('sets the general ledger apart', async () => {
    expect((await list({ system: '1' })).rows.map(({ balanceId }) => balanceId)).toEqual([
      'bln_shadow',
    ]);
    const pasted = await list({ q: 'bln_shadow' });
    expect(pasted.rows).toMatchObject([{ balanceId: 'bln_shadow', isSystem: true }]);
    expect(pasted.search).toEqual({ kind: 'balance', value: 'bln_shadow' });
  });

  it('asks nothing for what it cannot look up', async () => {
    expect(await list({ q: 'Jane Doe' })).toMatchObject({ rows: [], search: { kind: 'unknown' } });
    expect(core.seen).toEqual([]);
  });

  it('is known to be long by one question', async () => {
    expect(await probeBalancesCount(actor, {})).toEqual({ moreThan: null });
    expect(paths()).toEqual(['POST /balances/filter']);
    expect(JSON.parse(core.seen[0]!.body)).toMatchObject({ offset: 10_000, limit: 1 });
  });

  it('says what happened when Core is away', async () => {
    await core.close();
    expect(await failureOf(list())).toMatchObject({
      code: 'unknown',
      message: expect.stringContaining('Core cannot be reached'),
    });
  });
});

describe('lineage of rows', () => {
  beforeEach(() =>
    start(
      Array.from({ length: 9 }, (_, i) => ({
        id: `bln_t${i}`,
        createdAt: at(i),
        tracked: i % 2 === 0,
      })),
    ),
  );

  it('is read once for each balance and then remembered', async () => {
    const balanceIds = ['bln_t0', 'bln_t1', 'bln_none'];
    expect(await getLineageTraits(actor, { balanceIds })).toEqual({
      bln_t0: { tracked: true, strategy: 'LIFO' },
      bln_t1: { tracked: false, strategy: 'LIFO' },
    });
    expect(paths().sort()).toEqual([
      'GET /balances/bln_none',
      'GET /balances/bln_t0',
      'GET /balances/bln_t1',
    ]);
    core.seen.length = 0;
    await getBalance(actor, { balanceId: 'bln_t2' });
    await getLineageTraits(actor, { balanceIds: ['bln_t0', 'bln_t1', 'bln_t2'] });
    expect(paths().filter((path) => path.startsWith('GET'))).toEqual(['GET /balances/bln_t2']);
    const page = await list();
    const shown = new Map(page.rows.map(({ balanceId, lineage }) => [balanceId, lineage?.tracked]));
    expect([shown.get('bln_t0'), shown.get('bln_t1'), shown.get('bln_t8')]).toEqual([
      true,
      false,
      undefined,
    ]);
  });
});

describe('one balance', () => {
  it('that Core does not know is said to be unknown', async () => {
    await start([]);
    expect(await failureOf(getBalance(actor, { balanceId: 'bln_x' }))).toMatchObject({
      code: 'notFound',
      message: 'Core does not know this balance.',
    });
  });
});
