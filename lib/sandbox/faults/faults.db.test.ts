import { randomUUID } from 'node:crypto';
import http from 'node:http';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { startSandbox, type Sandbox } from '../start';
import type { FaultKind } from './kinds';

const database = `sandbox_${randomUUID().replaceAll('-', '')}`;
const KEY = 'fault-master-key';
let sandbox: Sandbox;

async function administer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: inject('postgresUrl') });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}

beforeAll(async () => {
  await administer(`CREATE DATABASE ${database}`);
  sandbox = await startSandbox({
    databaseUrl: Object.assign(new URL(inject('postgresUrl')), { pathname: database }).href,
    port: 0,
    controlPort: 0,
    tickMs: 3_600_000,
    seed: false,
    controlFaults: true,
    masterKey: KEY,
    tokenizationSecret: '0123456789abcdef0123456789abcdef',
  });
});

afterAll(async () => {
  await sandbox.stop();
  await administer(`DROP DATABASE ${database} WITH (FORCE)`);
});

interface Asked {
  readonly method?: string;
  readonly body?: unknown;
  readonly key?: string;
}

interface Heard {
  /** `null`: the connection broke before there was one. */
  readonly status: number | null;
  readonly text: string;
  readonly headers: http.IncomingHttpHeaders;
  /** Whether the body came whole. */
  readonly isWhole: boolean;
}

/** Asks over a connection of its own, and tells also of what broke. */
function ask(path: string, { method = 'GET', body, key = KEY }: Asked = {}): Promise<Heard> {
  return new Promise((resolve) => {
    const headers = { 'X-Blnk-Key': key, 'Content-Type': 'application/json' };
    const request = http.request(sandbox.url + path, { method, headers, agent: false });
    request.on('error', () => resolve({ status: null, text: '', headers: {}, isWhole: false }));
    request.on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', () => undefined);
      response.on('close', () =>
        resolve({
          status: response.statusCode!,
          text: Buffer.concat(chunks).toString(),
          headers: response.headers,
          isWhole: response.complete,
        }),
      );
    });
    request.end(body === undefined ? undefined : JSON.stringify(body));
  });
}

async function create(path: string, body: object): Promise<Record<string, string>> {
  const { status, text } = await ask(path, { method: 'POST', body });
  expect(status, text).toBe(201);
  return JSON.parse(text);
}

const ledgersCalled = async (name: string) => {
  const filters = [{ field: 'name', operator: 'eq', value: name }];
  const { text } = await ask('/ledgers/filter', { method: 'POST', body: { filters } });
  return ((JSON.parse(text) as unknown[] | null) ?? []).length;
};

/** Creates a ledger whose name holds the sentinel; what was heard, and whether it is there. */
async function ledgerUnder(kind: string): Promise<Heard & { isThere: boolean }> {
  const name = `${randomUUID()} sandbox:now:${kind}`;
  const heard = await ask('/ledgers', { method: 'POST', body: { name } });
  return { ...heard, isThere: (await ledgersCalled(name)) === 1 };
}

describe('a sentinel in what is sent', () => {
  it.each<[string, Partial<Heard> & { isThere: boolean }]>([
    ['drop_request', { status: null, isThere: false }],
    ['drop_answer', { status: null, isThere: true }],
    ['unapplied', { status: 201, isWhole: true, isThere: false }],
    ['error_before', { status: 502, isThere: false }],
    ['error_before:503', { status: 503, isThere: false }],
    ['error_after', { status: 502, isThere: true }],
    ['truncate_body', { status: 201, isWhole: false, isThere: true }],
    ['mangle_body', { status: 201, text: '<html>not JSON', isThere: true }],
    ['rate_limited', { status: 429, isThere: false }],
    ['locked', { status: 423, isThere: false }],
    ['expired_key', { status: 401, isThere: false }],
    ['database_away', { status: 500, isThere: false }],
    ['nobody_knows_this', { status: 201, isWhole: true, isThere: true }],
  ])('%s', async (kind, expected) => {
    expect(await ledgerUnder(kind)).toMatchObject(expected);
  });

  it('late waits as long as it says, and slow_drip comes whole in the end', async () => {
    const before = performance.now();
    const late = await ledgerUnder('late:300');
    expect(performance.now() - before).toBeGreaterThanOrEqual(295);
    expect(late).toMatchObject({ status: 201, isThere: true });
    const drip = await ledgerUnder('slow_drip:1');
    expect(drip).toMatchObject({ status: 201, isWhole: true, isThere: true });
    expect(JSON.parse(drip.text)).toHaveProperty('ledger_id');
  });

  it('huge_body is still the answer, among ten megabytes', async () => {
    const { text, isThere } = await ledgerUnder('huge_body');
    expect(text.length).toBeGreaterThan(10 * 1024 * 1024);
    expect(JSON.parse(text)).toHaveProperty('ledger_id');
    expect(isThere).toBe(true);
  });

  it('redirect leads to the same place under another name', async () => {
    const { status, headers, isThere } = await ledgerUnder('redirect');
    expect(status).toBe(307);
    expect(headers.location).toBe(`${sandbox.url.replace('127.0.0.1', 'localhost')}/ledgers`);
    expect(isThere).toBe(false);
  });

  it('database_away makes an API key look wrong', async () => {
    const { key } = await create('/api-keys', {
      name: 'k',
      owner: 'o',
      scopes: ['ledgers:read'],
      expires_at: '2090-01-01T00:00:00Z',
    });
    expect((await ask('/ledgers?limit=1', { key })).status).toBe(200);
    const away = await ask('/ledgers?limit=1&x=sandbox:now:database_away', { key });
    expect(away).toMatchObject({ status: 401 });
    expect(away.text).toContain('AUTH_INVALID_API_KEY');
  });
});

describe('a sentinel on what is asked about', () => {
  it('strikes a change of owner, and is taken away by other metadata', async () => {
    const jane = await create('/identities', { first_name: 'Jane' });
    const max = await create('/identities', { first_name: 'Max' });
    const { balance_id } = await create('/balances', {
      ledger_id: 'general_ledger_id',
      currency: 'USD',
      identity_id: jane.identity_id,
      meta_data: { test: 'sandbox:write:unapplied' },
    });
    const owner = async () => JSON.parse((await ask(`/balances/${balance_id}`)).text).identity_id;
    const give = (to: string | undefined) =>
      ask(`/balances/${balance_id}/identity`, { method: 'PUT', body: { identity_id: to } });
    expect(await give(max.identity_id)).toMatchObject({ status: 200 });
    expect(await owner()).toBe(jane.identity_id);

    // Its own write is one too, so it takes the way round Core.
    const client = new pg.Client({
      connectionString: Object.assign(new URL(inject('postgresUrl')), { pathname: database }).href,
    });
    await client.connect();
    await client.query(`UPDATE blnk.balances SET meta_data = '{}' WHERE balance_id = $1`, [
      balance_id,
    ]);
    await client.end();
    await give(max.identity_id);
    expect(await give(max.identity_id)).toMatchObject({ status: 200 });
    expect(await owner()).toBe(max.identity_id);
  });

  it('strikes whoever gives something to an identity so called, and not the making of it', async () => {
    const cursed = await create('/identities', { first_name: 'sandbox:write:drop_answer' });
    const { balance_id } = await create('/balances', {
      ledger_id: 'general_ledger_id',
      currency: 'USD',
    });
    const path = `/balances/${balance_id}/identity`;
    const heard = await ask(path, { method: 'PUT', body: { identity_id: cursed.identity_id } });
    expect(heard.status).toBeNull();
    const { text } = await ask(`/balances/${balance_id}`);
    expect(JSON.parse(text).identity_id).toBe(cursed.identity_id);
  });

  it('strikes a read', async () => {
    const { ledger_id } = await create('/ledgers', { name: 'sandbox:read:mangle_body' });
    expect((await ask(`/ledgers/${ledger_id}`)).text).toBe('<html>not JSON');
    expect((await ask('/ledgers?limit=1')).text).toContain(ledger_id);
  });
});

it('a restore from an old backup takes back what was written since', async () => {
  await create('/ledgers', { name: 'before sandbox:now:take_backup' });
  const lost = await create('/ledgers', { name: 'lost' });
  const kept = await ledgersCalled('before sandbox:now:take_backup');
  await create('/ledgers', { name: 'after sandbox:now:restore_backup' });
  expect((await ask(`/ledgers/${lost.ledger_id}`)).status).toBe(404);
  // The backup was taken before the request that asked for it was done.
  expect(kept).toBe(1);
  expect(await ledgersCalled('before sandbox:now:take_backup')).toBe(0);
  expect(await ledgersCalled('after sandbox:now:restore_backup')).toBe(1);
  expect((await ask('/ledgers/general_ledger_id')).status).toBe(200);
});

describe('kill_lineage', () => {
  const tick = () => fetch(`${sandbox.controlUrl}/tick`, { method: 'POST' });
  const settled = async () => (await fetch(`${sandbox.controlUrl}/settled`)).json();

  it('leaves money that is there, and lineage that nobody has noted as booked', async () => {
    const owner = await create('/identities', { first_name: 'Ada', last_name: 'Lovelace' });
    const { balance_id } = await create('/balances', {
      ledger_id: 'general_ledger_id',
      currency: 'USD',
      identity_id: owner.identity_id,
      track_fund_lineage: true,
    });
    const pay = (note: string) =>
      create('/transactions', {
        precise_amount: 500,
        precision: 100,
        currency: 'USD',
        reference: randomUUID(),
        description: note,
        source: '@world',
        destination: balance_id,
        allow_overdraft: true,
        skip_queue: true,
        meta_data: { BLNK_LINEAGE_PROVIDER: 'stripe' },
      });
    await pay('sandbox:now:kill_lineage');
    await tick();
    expect(JSON.parse((await ask(`/balances/${balance_id}`)).text).balance).toBe(500);
    expect(await settled()).toEqual({ settled: false });
    // Another tick finds it claimed by the one that died.
    await tick();
    expect(await settled()).toEqual({ settled: false });
  });
});

describe('the control port', () => {
  const arm = (body: object, headers: Record<string, string> = {}) =>
    fetch(`${sandbox.controlUrl}/faults`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  const list = async () => (await fetch(`${sandbox.controlUrl}/faults`)).json();

  it('switches a fault on for the next requests, and off', async () => {
    const kind: FaultKind = 'locked';
    const { id } = await (await arm({ kind, path: '/ledgers', requests: 1 })).json();
    expect((await ask('/balances?limit=1')).status).toBe(200);
    expect((await ask('/ledgers?limit=1')).status).toBe(423);
    expect((await ask('/ledgers?limit=1')).status).toBe(200);
    expect((await list()).armed).toMatchObject([{ id, fired: 1, fault: { kind } }]);
    const off = await fetch(`${sandbox.controlUrl}/faults/${id}`, { method: 'DELETE' });
    expect(off.status).toBe(204);
    expect((await list()).armed).toEqual([]);
  });

  it('strikes also those who have no key, and the health', async () => {
    const { id } = await (await arm({ kind: 'database_away' })).json();
    expect((await ask('/health')).status).toBe(503);
    await fetch(`${sandbox.controlUrl}/faults/${id}`, { method: 'DELETE' });
    expect((await ask('/health')).status).toBe(200);
  });

  it('has a page that says what is on, and refuses what makes no sense in a sentence', async () => {
    const page = async () => (await fetch(`${sandbox.controlUrl}/`)).text();
    const send = (fields: Record<string, string>) =>
      fetch(`${sandbox.controlUrl}/faults`, {
        method: 'POST',
        body: new URLSearchParams(fields),
        redirect: 'manual',
      });
    expect(await page()).toContain('Core answers as it does');
    const refused = await send({ kind: 'error_before', argument: '200' });
    expect(refused.status).toBe(400);
    const said = await refused.text();
    expect(said).toContain('a status from 500 to 599');
    // What was filled in is still there.
    expect(said).toContain('value="200"');
    const unread = await send({ kind: 'late', requests: 'some' });
    expect(await unread.text()).toContain('requests: a whole number from 1 to 1000000');
    const form = {
      kind: 'late',
      argument: '10',
      method: 'GET',
      path: '/<x>',
      requests: '',
      percent: '50',
    };
    expect((await send(form)).status).toBe(303);
    expect(await page()).toContain('/&#60;x&#62;');
    const [{ id }] = (await list()).armed;
    await fetch(`${sandbox.controlUrl}/faults/${id}/off`, { method: 'POST', redirect: 'manual' });
    expect((await list()).armed).toEqual([]);
    expect((await arm({ kind: 'nothing' })).status).toBe(400);
  });

  it('does not listen to a page elsewhere', async () => {
    const { port } = new URL(sandbox.controlUrl!);
    const as = (headers: Record<string, string>) =>
      new Promise<number>((resolve, reject) => {
        const request = http.request({ port, path: '/faults', method: 'POST', headers });
        request.on('response', (response) => resolve(response.statusCode!)).on('error', reject);
        request.end('{"kind":"locked"}');
      });
    expect(await as({ Host: 'evil.example' })).toBe(403);
    expect(await as({ Host: `127.0.0.1:${port}`, Origin: 'http://evil.example' })).toBe(403);
    expect((await list()).armed).toEqual([]);
  });
});
