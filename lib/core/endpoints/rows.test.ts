import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { answerJson, startTinyServer, type TinyServer } from '@/lib/testing/tiny-server';
import { closeCore, connectCore } from '../connection';
import { filterBalances } from './balances';
import { filterIdentities } from './identities';
import { mayFilter } from './rows';

let server: TinyServer;
let readOnly: boolean;

beforeEach(async () => {
  readOnly = false;
  server = await startTinyServer(({ method }, response) => {
    if (method === 'GET' || !readOnly) return answerJson(response, 'null');
    const message = 'Insufficient permissions for balances:write';
    const error_detail = { code: 'AUTH_INSUFFICIENT_PERMISSIONS', message };
    answerJson(response, { error: message, error_detail }, { status: 403 });
  });
  connectCore({ url: server.url });
});

afterEach(async () => {
  await closeCore();
  await server.close();
});

const asked = () => server.seen.map(({ method, url }) => `${method} ${decodeURIComponent(url)}`);
const older = {
  conditions: [{ field: 'created_at', operator: 'lte', value: '2026-01-02T03:04:05.678901Z' }],
  sort: { by: 'created_at', order: 'desc' },
  limit: 100,
} as const;

describe('rows of a filter', () => {
  it('are asked for by POST, and null is an empty list', async () => {
    expect(await filterBalances(older)).toEqual([]);
    expect(JSON.parse(server.seen[0]!.body)).toEqual({
      filters: [{ field: 'created_at', operator: 'lte', value: '2026-01-02T03:04:05.678901Z' }],
      sort_by: 'created_at',
      sort_order: 'desc',
      limit: 100,
    });
    expect(mayFilter('balances')).toBe(true);
  });

  it('fall back to GET for a key that may only read, and remember it', async () => {
    readOnly = true;
    await filterBalances(older);
    await filterBalances(older);
    const get = 'GET /balances?limit=100&created_at_lte=2026-01-02T03:04:05.678901Z';
    expect(asked()).toEqual(['POST /balances/filter', get, get]);
    expect(mayFilter('balances')).toBe(false);
    expect(mayFilter('identities')).toBe(true);
  });

  it.each([
    ['oldest first', { ...older, sort: { by: 'created_at', order: 'asc' } }],
    ['another column', { ...older, sort: { by: 'balance_id', order: 'desc' } }],
    [
      'an exact time, which GET takes for a range',
      { conditions: [{ field: 'created_at', operator: 'eq', value: 'x' }], limit: 1 },
    ],
  ] as const)('say forbidden when GET cannot ask for %s', async (_name, filter) => {
    readOnly = true;
    await expect(filterBalances(filter)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(filterBalances(filter)).rejects.toMatchObject({ code: 'forbidden' });
    expect(asked()).toEqual(['POST /balances/filter']);
  });

  it('never ask GET /identities for everything', async () => {
    readOnly = true;
    await expect(filterIdentities({ conditions: [], limit: 10 })).rejects.toMatchObject({
      code: 'forbidden',
    });
    expect(asked()).toEqual(['POST /identities/filter']);
  });

  it('split a long list of ids into questions that GET can take', async () => {
    readOnly = true;
    const ids = Array.from({ length: 50 }, (_, i) => `idt_${String(i).padStart(36, '0')}`);
    await filterIdentities({
      conditions: [{ field: 'identity_id', operator: 'in', values: ids }],
      limit: 100,
    });
    const lists = server.seen.slice(1).map(({ url }) => new URL(url, server.url).searchParams);
    const values = lists.map((query) => query.get('identity_id_in')!);
    expect(values.length).toBeGreaterThan(1);
    expect(values.every((value) => value.length <= 1000)).toBe(true);
    expect(values.flatMap((value) => value.split(','))).toEqual(ids);
  });

  it('are not asked for when nothing can match', async () => {
    const nothing = [{ field: 'balance_id', operator: 'in', values: [] }] as const;
    expect(await filterBalances({ conditions: nothing, limit: 10 })).toEqual([]);
    expect(asked()).toEqual([]);
  });
});
