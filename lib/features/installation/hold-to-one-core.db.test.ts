import { afterEach, expect, test } from 'vitest';
import type { Actor } from '@/lib/base/actor';
import { closeCore, connectCore } from '@/lib/core/connection';
import { db } from '@/lib/db/client';
import { coreFingerprint } from '@/lib/db/schema/core';
import { migratedDatabase } from '@/lib/testing/migrated-database';
import { answerJson, closedPort, startTinyServer } from '@/lib/testing/tiny-server';
import { holdToOneCore } from './hold-to-one-core';

migratedDatabase();
const system: Actor = { kind: 'system', id: 'test', name: 'Test' };
afterEach(() => closeCore());

/** Points the process at a Core that began at this time. */
async function connectToCoreBegun(createdAt: string): Promise<() => Promise<void>> {
  const server = await startTinyServer((request, response) =>
    answerJson(response, {
      ledger_id: request.url.split('/').at(-1),
      name: 'General Ledger',
      created_at: createdAt,
      meta_data: {},
    }),
  );
  connectCore({ url: server.url });
  return server.close;
}

test('the first Core is remembered, at whatever port the sandbox is, and another is refused', async () => {
  connectCore({ url: `http://127.0.0.1:${await closedPort()}` });
  expect(await holdToOneCore(system, { mode: 'sandbox' })).toBe('unknown');

  for (let round = 0; round < 2; round++) {
    const close = await connectToCoreBegun('2026-01-02T03:04:05.678901Z');
    expect(await holdToOneCore(system, { mode: 'sandbox' })).toBe('held');
    await close();
  }
  expect(await db().select().from(coreFingerprint)).toHaveLength(1);

  const close = await connectToCoreBegun('2026-09-09T00:00:00Z');
  await expect(holdToOneCore(system, { mode: 'sandbox' })).rejects.toThrow(
    /records of another Core/,
  );
  await close();
});

test('a real Core is known by its address as well', async () => {
  await db().execute('delete from core_fingerprint');
  const closeFirst = await connectToCoreBegun('2026-01-02T03:04:05.678901Z');
  expect(await holdToOneCore(system, { mode: 'real' })).toBe('held');
  await closeFirst();
  const closeSecond = await connectToCoreBegun('2026-01-02T03:04:05.678901Z');
  await expect(holdToOneCore(system, { mode: 'real' })).rejects.toThrow(/at a new address/);
  await closeSecond();
});
