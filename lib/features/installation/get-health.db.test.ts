import { afterEach, expect, test } from 'vitest';
import { closeCore, connectCore } from '@/lib/core/connection';
import { closeDb } from '@/lib/db/client';
import { migratedDatabase } from '@/lib/testing/migrated-database';
import { answerJson, closedPort, startTinyServer } from '@/lib/testing/tiny-server';
import { getHealth } from './get-health';

const database = migratedDatabase();
afterEach(() => closeCore());

test('a Core that is away degrades the console, and one whose database is down too', async () => {
  connectCore({ url: `http://127.0.0.1:${await closedPort()}` });
  expect(await getHealth()).toEqual({ status: 'degraded', database: 'up', core: 'away' });

  let answer = { status: 503, body: { status: 'DOWN' } };
  const server = await startTinyServer((_, response) =>
    answerJson(response, answer.body, { status: answer.status }),
  );
  connectCore({ url: server.url });
  expect(await getHealth()).toEqual({ status: 'degraded', database: 'up', core: 'down' });
  answer = { status: 200, body: { status: 'UP' } };
  expect(await getHealth()).toEqual({ status: 'ok', database: 'up', core: 'up' });
  await server.close();
});

test('without its own database nobody can work', async () => {
  connectCore({ url: `http://127.0.0.1:${await closedPort()}` });
  await closeDb();
  await database.urls.drop();
  expect(await getHealth()).toMatchObject({ status: 'down', database: 'down' });
});
