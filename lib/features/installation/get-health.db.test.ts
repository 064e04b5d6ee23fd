import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { fileAnchor } from '@/lib/audit/anchor-places';
import { createSealing } from '@/lib/audit/keep-sealed';
import { recordEvent } from '@/lib/audit/record';
import { closeCore, connectCore } from '@/lib/core/connection';
import { uuidv7 } from '@/lib/base/ids';
import { closeDb, db } from '@/lib/db/client';
import { operation, operationStep } from '@/lib/db/schema/operation';
import { migratedDatabase } from '@/lib/testing/migrated-database';
import { TEST_KEYS } from '@/lib/testing/seal-now';
import { answerJson, closedPort, startTinyServer } from '@/lib/testing/tiny-server';
import { getHealth } from './get-health';

const database = migratedDatabase();
const at = new Date();
const operationId = uuidv7();
const posted = (stepNo: number, role: string) => ({
  operationId,
  stepNo,
  name: 'post',
  data: JSON.stringify({ role, amount: '120', currency: 'USD' }),
  decidedAt: at,
  outcome: 'succeeded',
});
const drained = {
  operation: {
    id: operationId,
    kind: 'balance.carry_lineage',
    actorKind: 'person',
    actorId: 'p',
    actorName: 'P',
    input: '{}',
    inputHash: '',
    subjectType: 'balance',
    subjectId: 'bln_a',
    described: '{}',
    state: 'sending',
    epoch: 1,
    requestedAt: at,
  },
  steps: [posted(1, 'drain'), posted(2, 'refill')],
};
afterEach(() => closeCore());

test('a Core that is away degrades the console, and one whose database is down too', async () => {
  connectCore({ url: `http://127.0.0.1:${await closedPort()}` });
  expect(await getHealth()).toEqual({
    status: 'degraded',
    database: 'up',
    core: 'away',
    drainedBalances: 0,
    log: { size: 0, sealLagMs: 0, anchored: null, failingAnchors: 0 },
  });

  let answer = { status: 503, body: { status: 'DOWN' } };
  const server = await startTinyServer((_, response) =>
    answerJson(response, answer.body, { status: answer.status }),
  );
  connectCore({ url: server.url });
  expect(await getHealth()).toMatchObject({ status: 'degraded', database: 'up', core: 'down' });
  answer = { status: 200, body: { status: 'UP' } };
  expect(await getHealth()).toMatchObject({ status: 'ok', database: 'up', core: 'up' });

  // A balance whose money is out while its lineage is carried over.
  await db().insert(operation).values(drained.operation);
  await db().insert(operationStep).values(drained.steps[0]!);
  expect(await getHealth()).toMatchObject({ status: 'degraded', drainedBalances: 1 });
  await db().insert(operationStep).values(drained.steps[1]!);
  expect(await getHealth()).toMatchObject({ status: 'ok', drainedBalances: 0 });
  await server.close();
});

test('a log that is not sealed, or not copied away, degrades it too', async () => {
  const server = await startTinyServer((_, response) => answerJson(response, { status: 'UP' }));
  connectCore({ url: server.url });
  const folder = mkdtempSync(path.join(tmpdir(), 'anchors-'));
  const sealed = (file: string) =>
    createSealing({
      keys: () => TEST_KEYS,
      places: [fileAnchor(path.join(folder, file))],
    }).tick();

  const long = new Date(Date.now() - 120_000);
  const actor = { kind: 'system', id: 'x', name: 'X' } as const;
  await recordEvent(db(), { kind: 'sign_out', actor, session_id: 's' }, long);
  const waiting = await getHealth();
  expect(waiting).toMatchObject({ status: 'degraded', log: { size: 0 } });
  expect(waiting.log!.sealLagMs).toBeGreaterThan(100_000);

  await sealed('anchors.txt');
  const well = await getHealth();
  expect(well).toMatchObject({ status: 'ok', log: { sealLagMs: 0, failingAnchors: 0 } });
  expect(well.log!.anchored!.size).toBe(well.log!.size);

  await sealed('anchors.txt/not-a-folder');
  expect(await getHealth()).toMatchObject({ status: 'degraded', log: { failingAnchors: 1 } });
  await server.close();
});

test('without its own database nobody can work', async () => {
  connectCore({ url: `http://127.0.0.1:${await closedPort()}` });
  await closeDb();
  await database.urls.drop();
  expect(await getHealth()).toMatchObject({ status: 'down', database: 'down' });
});
