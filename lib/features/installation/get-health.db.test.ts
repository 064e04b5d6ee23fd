import { afterEach, expect, test } from 'vitest';
import { closeCore, connectCore } from '@/lib/core/connection';
import { uuidv7 } from '@/lib/base/ids';
import { closeDb, db } from '@/lib/db/client';
import { operation, operationStep } from '@/lib/db/schema/operation';
import { migratedDatabase } from '@/lib/testing/migrated-database';
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

test('without its own database nobody can work', async () => {
  connectCore({ url: `http://127.0.0.1:${await closedPort()}` });
  await closeDb();
  await database.urls.drop();
  expect(await getHealth()).toMatchObject({ status: 'down', database: 'down' });
});
