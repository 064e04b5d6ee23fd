import pg from 'pg';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { migratedDatabase } from '../migrated-database';
import { startDatabaseProxy, type DatabaseProxy } from './proxy';

const database = migratedDatabase();
let proxy: DatabaseProxy;
const clients: pg.Client[] = [];

async function connected(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  clients.push(client);
  return client;
}

function through(): Promise<pg.Client> {
  const url = new URL(database.urls.ownerUrl);
  url.port = String(proxy.port);
  return connected(url.href);
}

/** A transaction that writes one name. */
async function write(client: pg.Client, name: string): Promise<void> {
  await client.query('begin');
  await client.query('insert into proxied values ($1)', [name]);
  await client.query('commit');
}

async function names(): Promise<string[]> {
  const direct = await connected(database.urls.ownerUrl);
  const { rows } = await direct.query<{ name: string }>('select name from proxied order by name');
  return rows.map(({ name }) => name);
}

beforeAll(async () => {
  const direct = await connected(database.urls.ownerUrl);
  await direct.query('create table proxied (name text)');
  proxy = await startDatabaseProxy(Number(new URL(database.urls.ownerUrl).port));
});
afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.end().catch(() => undefined)));
});
afterAll(() => proxy.close());

it('passes what is not armed', async () => {
  await write(await through(), 'a');
  expect(await names()).toEqual(['a']);
});

it('cuts before the COMMIT, which then never was', async () => {
  proxy.arm({ about: 'lost', nth: 1, how: 'before' });
  await expect(write(await through(), 'lost')).rejects.toThrow(/terminated|ended/);
  expect(await names()).toEqual(['a']);
  expect(proxy.cuts()).toBe(1);
});

it('cuts the answer to the COMMIT, which then was', async () => {
  proxy.arm({ about: 'kept', nth: 1, how: 'after' });
  await expect(write(await through(), 'kept')).rejects.toThrow(/terminated|ended/);
  await expect.poll(names).toEqual(['a', 'kept']);
  expect(proxy.cuts()).toBe(2);
});

it('counts the transactions about a text, and leaves others and those rolled back alone', async () => {
  proxy.arm({ about: 'third', nth: 2, how: 'before' });
  const client = await through();
  await client.query('begin');
  await client.query('insert into proxied values ($1)', ['third, given up']);
  await client.query('rollback');
  await write(client, 'other');
  await write(client, 'third 1');
  await expect(write(client, 'third 2')).rejects.toThrow(/terminated|ended/);
  expect(await names()).toEqual(['a', 'kept', 'other', 'third 1']);
});
