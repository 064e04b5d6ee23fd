import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { closeCore, connectCore } from '@/lib/core/connection';
import { person } from '@/lib/testing/actors';
import { answerJson, startTinyServer, type TinyServer } from '@/lib/testing/tiny-server';
import { listLedgers } from './list-ledgers';
import { searchLedgers } from './search-ledgers';

const actor = person('auditor');
let core: TinyServer;
let names: string[];

beforeEach(async () => {
  names = ['General Ledger', 'Customer wallets', 'Merchant settlement'];
  core = await startTinyServer(({ body }, response) => {
    const { filters } = JSON.parse(body) as { filters: { value: string }[] };
    const begins = filters[0]?.value.toLowerCase().replace('%', '');
    const rows = names
      .map((name, i) => ({ name, ledger_id: `ldg_${i}`, created_at: `T${i}`, meta_data: null }))
      .filter(({ name, ledger_id }) =>
        begins ? name.toLowerCase().startsWith(begins) || ledger_id === begins : true,
      );
    answerJson(response, rows.slice(0, 100));
  });
  connectCore({ url: core.url });
});

afterEach(async () => {
  await closeCore();
  await core.close();
});

const search = async (q: string) => (await searchLedgers(actor, { q })).map(({ name }) => name);

describe('ledgers', () => {
  it('are found by any words of their names, in one question', async () => {
    expect(await search('wall cust')).toEqual(['Customer wallets']);
    expect(await search('')).toEqual(names);
    expect(await search('ldg_2')).toEqual(['Merchant settlement']);
    expect(core.seen).toHaveLength(3);
    expect(core.seen.every(({ body }) => !body.includes('like'))).toBe(true);
  });

  it('beyond the newest 100 are found by how they begin, without a leading wildcard', async () => {
    names = [...Array.from({ length: 100 }, (_, i) => `Ledger ${i}`), 'Escrow 50%'];
    expect(await search('escrow')).toEqual(['Escrow 50%']);
    expect(core.seen.at(-1)!.body).toContain('"value":"escrow%"');
    await search('50%');
    expect(core.seen.at(-1)!.body).toContain('"value":"50\\\\%%"');
  });

  it('are listed with what a search leaves out', async () => {
    names = Array.from({ length: 60 }, (_, i) => `Ledger ${i}`);
    expect(await listLedgers(actor, { q: 'ledger' })).toMatchObject({ more: true });
    const page = await listLedgers(actor, {});
    expect(page.rows).toHaveLength(50);
    expect(page.more).toBe(false);
  });
});
