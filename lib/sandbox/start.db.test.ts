import { randomUUID } from 'node:crypto';
import http from 'node:http';
import net from 'node:net';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { startSandbox, type Sandbox, type SandboxOptions } from './start';

const database = `sandbox_${randomUUID().replaceAll('-', '')}`;
const KEY = 'test-master-key';

async function administer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: inject('postgresUrl') });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}

const options: SandboxOptions = {
  get databaseUrl() {
    return Object.assign(new URL(inject('postgresUrl')), { pathname: database }).href;
  },
  port: 0,
  controlPort: 0,
  tickMs: 3_600_000,
  seed: false,
  masterKey: KEY,
  tokenizationSecret: '0123456789abcdef0123456789abcdef',
};

let sandbox: Sandbox;
beforeAll(async () => {
  await administer(`CREATE DATABASE ${database}`);
  sandbox = await startSandbox(options);
});
afterAll(async () => {
  await sandbox.stop();
  await administer(`DROP DATABASE ${database} WITH (FORCE)`);
});

interface Asked {
  readonly path: string;
  readonly method?: string;
  readonly body?: string;
}

/** Unlike fetch, sends the path exactly as given. */
function ask({ path, method = 'GET', body }: Asked): Promise<{ status: number; text: string }> {
  const { hostname, port } = new URL(sandbox.url);
  return new Promise((resolve, reject) => {
    const request = http.request({ hostname, port, path, method, headers: { 'X-Blnk-Key': KEY } });
    request.on('error', reject).on('response', (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => (text += chunk.toString()));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
    });
    request.end(body);
  });
}

async function create(path: string, body: object): Promise<Record<string, string>> {
  const answer = await ask({ path, method: 'POST', body: JSON.stringify(body) });
  expect(answer.status).toBe(201);
  return JSON.parse(answer.text) as Record<string, string>;
}

describe('a sandbox Core', () => {
  it('books lineage when it is told to, and says when nothing is left', async () => {
    const { identity_id } = await create('/identities', {
      first_name: 'Ada',
      last_name: 'Lovelace',
    });
    const { balance_id } = await create('/balances', {
      ledger_id: 'general_ledger_id',
      currency: 'USD',
      identity_id,
      track_fund_lineage: true,
    });
    await create('/transactions', {
      amount: 5,
      precision: 100,
      currency: 'USD',
      reference: randomUUID(),
      description: 'deposit',
      source: '@world',
      destination: balance_id,
      allow_overdraft: true,
      skip_queue: true,
      meta_data: { BLNK_LINEAGE_PROVIDER: 'stripe' },
    });
    const control = async (path: string, method = 'GET') =>
      (await fetch(`${sandbox.controlUrl}${path}`, { method })).json();
    const lineage = async () => (await ask({ path: `/balances/${balance_id}/lineage` })).text;

    expect(await control('/settled')).toEqual({ settled: false });
    expect(await lineage()).toContain('"providers":[]');
    expect(await control('/tick', 'POST')).toEqual({ ticked: true });
    expect(await control('/settled')).toEqual({ settled: true });
    expect(await lineage()).toContain('"total_with_lineage":500,');
  });

  it('counts what waits to go from a balance to itself as going out only', async () => {
    const { balance_id } = await create('/balances', {
      ledger_id: 'general_ledger_id',
      currency: 'USD',
    });
    // Two writes of one row: it is tried again and again, and waits.
    await create('/transactions', {
      precise_amount: 100,
      precision: 100,
      currency: 'USD',
      reference: randomUUID(),
      description: 'to oneself',
      source: balance_id,
      destination: balance_id,
      allow_overdraft: true,
    });
    const queued = async () =>
      JSON.parse((await ask({ path: `/balances/${balance_id}?with_queued=true` })).text);
    await expect.poll(queued).toMatchObject({
      queued_debit_balance: 100,
      queued_credit_balance: 0,
    });
  });

  it('keeps its tables when it starts again', async () => {
    const { ledger_id } = await create('/ledgers', { name: 'Kept' });
    const again = await startSandbox(options);
    const answer = await fetch(`${again.url}/ledgers/${ledger_id}`, {
      headers: { 'X-Blnk-Key': KEY },
    });
    await again.stop();
    expect(answer.status).toBe(200);
  });

  it('fails to start without its database, and holds nothing open', async () => {
    const databaseUrl = 'postgres://nobody@127.0.0.1:1/none';
    await expect(startSandbox({ ...options, databaseUrl })).rejects.toThrow();
  });
});

describe('whatever is sent to it', () => {
  const filter = (body: object) => ({
    path: '/balances/filter',
    method: 'POST',
    body: JSON.stringify(body),
  });

  it.each<[string, Asked, number]>([
    ['a line break in a redirect', { path: '/balances/x%0d%0aSet-Cookie:%20a=b/' }, 301],
    ['a NUL in a path', { path: '/balances/%00' }, 500],
    ['a path of 100,000 letters', { path: `/balances/${'x'.repeat(100_000)}` }, 404],
    ['30,000 parts', { path: `/${'a/'.repeat(30_000)}` }, 404],
    ['half an escape', { path: '/balances/%z' }, 400],
    ['names of every object', { path: '/constructor/__proto__' }, 404],
    ['SQL in a metadata key', { path: "/balances?meta_data.a'b_eq=1" }, 400],
    ['SQL in a value', { path: "/balances?currency_eq='%3B%20DROP%20TABLE%20x%3B--" }, 200],
    ['a limit of 64 bits', { path: '/balances?limit=9223372036854775807' }, 200],
    ['SQL in a sort', filter({ sort_by: 'balance; DROP TABLE x' }), 200],
    [
      'an object as value',
      filter({ filters: [{ field: 'currency', operator: 'eq', value: {} }] }),
      500,
    ],
    [
      'more values than PostgreSQL takes',
      filter({ filters: [{ field: 'currency', operator: 'in', values: Array(70_000).fill(1) }] }),
      500,
    ],
    [
      'a metadata of two million levels',
      {
        path: '/ledgers',
        method: 'POST',
        body: `{"name":"x","meta_data":{"a":${'['.repeat(2_000_000)}`,
      },
      400,
    ],
    [
      'a NUL in a text',
      { path: '/identities', method: 'POST', body: '{"first_name":"\\u0000"}' },
      500,
    ],
    ['a body of 20 MB', { path: '/ledgers', method: 'POST', body: ' '.repeat(20_000_000) }, 400],
  ])('%s is answered', async (_what, asked, status) => {
    expect((await ask(asked)).status).toBe(status);
    expect((await ask({ path: '/health' })).text).toBe('{"status":"UP"}');
  });

  it.each(['\0\u0001\r\n\r\n', 'GET / HTTP/9.9\r\n\r\n', 'GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n'])(
    'what is no HTTP (%j) gets a 400',
    async (raw) => {
      const { port } = new URL(sandbox.url);
      const text = await new Promise<string>((resolve, reject) => {
        const socket = net.connect(Number(port), '127.0.0.1', () => socket.write(raw));
        socket.once('data', (data: Buffer) => {
          resolve(data.toString());
          socket.destroy();
        });
        socket.once('error', reject);
      });
      expect(text).toMatch(/^HTTP\/1\.1 400 Bad Request/);
    },
  );
});
