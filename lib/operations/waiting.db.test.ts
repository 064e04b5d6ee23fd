import { beforeEach, describe, expect, it } from 'vitest';
import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { listEvents } from '@/lib/audit/list';
import { uuidv7 } from '@/lib/base/ids';
import { db } from '@/lib/db/client';
import { person } from '@/lib/testing/actors';
import { CoreDouble } from '@/lib/testing/core-double';
import { setOperation } from '@/lib/testing/double-operations';
import { failureOf } from '@/lib/testing/failure-of';
import { migratedDatabase } from '@/lib/testing/migrated-database';
import { letTimePass, settled, virtualPorts } from '@/lib/testing/virtual-time';
import { callOff } from './call-off';
import { defineOperation } from './define-operation';
import { getOperation } from './get-operation';
import { postgresStore as store } from './store';
import { createReconciler } from './reconcile';
import { requesterMay } from './requester';
import { runOperation } from './run-operation';
import { play, settled as settledScene, step } from './script';

migratedDatabase();
const support = person('support', 'Ada Okafor');
const admin = person('admin', 'Tomás Rivera');
const auditor = person('auditor');
const ID = 'bln_waits';
let core: CoreDouble;
beforeEach(() => {
  core = new CoreDouble();
  core.values.set(ID, 'jane');
  core.values.set('funds', '70');
});

const HOUR = 3_600_000;

/** Gives the thing to somebody else once `funds` is 0, an hour long, looking every five minutes. */
function whenSpent() {
  return defineOperation({
    kind: 'balance.when_spent',
    permission: 'balances:reassign',
    input: z.strictObject({}),
    subject: () => ({ type: 'balance', id: ID }),
    reserve: 'while_sending',
    load: async () => null,
    describe: () => ({ before: {}, after: {} }),
    write: {
      how: 'plan',
      next: play(function* () {
        for (;;) {
          const seen = yield* step('spent');
          if (seen.outcome !== 'no_change') return { outcome: 'cancelled', reason: 'wait_expired' };
          const done = yield* step('owner');
          if (done.outcome !== 'conflict' && done.outcome !== 'cancelled')
            return { outcome: done.outcome, reason: done.reason! };
          yield* settledScene();
        }
      }),
      steps: {
        spent: {
          how: 'watch',
          withinMs: (_input, { requestedAt, decidedAt }) => requestedAt + HOUR - decidedAt,
          everyMs: () => 300_000,
          read: async () => {
            await core.read();
            return core.values.get('funds') === '0' ? { funds: '0' } : null;
          },
        },
        owner: {
          how: 'set',
          read: async () => {
            await core.read();
            return { owner: core.values.get(ID)!, funds: core.values.get('funds')! };
          },
          expected: () => ({ owner: 'jane', funds: '0' }),
          target: () => ({ owner: 'max' }),
          send: () => core.write(() => core.values.set(ID, 'max')),
        },
      },
    },
    explainRefusal: () => ({ message: 'Core has no such identity.' }),
  });
}

async function arm(): Promise<string> {
  const operationId = uuidv7();
  await runOperation(whenSpent(), { actor: support, operationId, input: {} });
  return operationId;
}

const worker = () => createReconciler(new Map([['balance.when_spent', whenSpent()]]));
async function workOnce(of = worker()): Promise<void> {
  await of.tick();
  await of.idle();
}

const other = (operationId = uuidv7()) =>
  runOperation(
    setOperation(core),
    { actor: admin, operationId, input: { id: ID, expected: 'jane', value: 'eve' } },
    virtualPorts(),
  );

describe('a plan that reserves only while it sends', () => {
  it('keeps nobody out while it waits, and does it once what it waits for is there', async () => {
    const operationId = await arm();
    await workOnce();
    expect((await getOperation(support, operationId)).reserved).toEqual([]);
    core.values.set('funds', '0');
    let during: string[] = [];
    core.onWrite = async () => {
      const { reserved } = await getOperation(support, operationId);
      during = reserved.map(({ subject }) => subject);
    };
    await letTimePass(300_000, operationId);
    const slip = await settled(operationId, [whenSpent()]);
    expect(slip).toMatchObject({ state: 'succeeded', reason: 'applied', reserved: [] });
    expect(during).toEqual([`balance:${ID}`]);
    expect(core.values.get(ID)).toBe('max');
  });

  it('waits for whoever is changing the same thing, and then looks at it again', async () => {
    const operationId = await arm();
    await workOnce();
    core.fates.push('lost', 'lost', 'lost');
    const first = uuidv7();
    await other(first);
    core.values.set('funds', '0');
    await letTimePass(300_000, operationId);
    await workOnce();
    expect((await getOperation(support, operationId)).steps.map(({ name }) => name)).toEqual([
      'spent',
    ]);
    expect(core.writes).toBe(3);
    expect(await settled(first, [setOperation(core)])).toMatchObject({ state: 'failed' });
    expect(await settled(operationId, [whenSpent()])).toMatchObject({ state: 'succeeded' });
  });

  it('goes back to waiting when what it waited for is gone at the last moment', async () => {
    const operationId = await arm();
    core.values.set('funds', '0');
    core.onRead = () => {
      // Seen once by the watch; a payment comes in before the write looks.
      if (core.reads === 2) core.values.set('funds', '5');
    };
    await workOnce();
    const { steps, reserved } = await getOperation(support, operationId);
    expect(steps.map(({ name, outcome }) => [name, outcome])).toEqual([
      ['spent', 'no_change'],
      ['owner', 'conflict'],
      ['spent', null],
    ]);
    expect(reserved).toEqual([]);
    expect(core.writes).toBe(0);
    core.values.set('funds', '0');
    await letTimePass(300_000, operationId);
    expect(await settled(operationId, [whenSpent()])).toMatchObject({ state: 'succeeded' });
  });

  it('waits on when its request did not leave, as one of which nothing has left', async () => {
    const operationId = await arm();
    core.values.set('funds', '0');
    core.fates.push('not_sent');
    core.onWrite = () => void core.values.set('funds', '5');
    await workOnce();
    expect(await getOperation(support, operationId)).toMatchObject({
      state: 'intent',
      isUnknown: false,
      reserved: [],
    });
    core.onWrite = undefined;
    core.values.set('funds', '0');
    await letTimePass(300_000, operationId);
    expect(await settled(operationId, [whenSpent()])).toMatchObject({ state: 'succeeded' });
  });

  it('looks as often as it says, and at its end', async () => {
    const operationId = await arm();
    await workOnce();
    const next = async () => {
      const { nextLookAt, now } = await getOperation(support, operationId);
      return Date.parse(nextLookAt!) - Date.parse(now);
    };
    expect(await next()).toBeGreaterThan(290_000);
    await letTimePass(HOUR - 60_000, operationId);
    await workOnce();
    expect(await next()).toBeLessThanOrEqual(60_000);
    await letTimePass(60_000, operationId);
    await workOnce();
    expect(await getOperation(support, operationId)).toMatchObject({
      state: 'cancelled',
      reason: 'wait_expired',
    });
    expect(core.writes).toBe(0);
  });

  it('says what Core refused', async () => {
    const operationId = await arm();
    core.values.set('funds', '0');
    core.fates.push('refused');
    expect(await settled(operationId, [whenSpent()])).toMatchObject({
      state: 'failed',
      reason: 'refused',
      message: 'Core has no such identity.',
    });
  });
});

describe('calling a waiting change off', () => {
  const off = (operationId: string, actor = admin) => callOff(whenSpent(), { actor, operationId });

  it('ends it for good, and says who did it', async () => {
    const operationId = await arm();
    await workOnce();
    expect(await off(operationId)).toMatchObject({
      state: 'cancelled',
      reason: 'called_off',
      message: 'Tomás Rivera cancelled it.',
    });
    core.values.set('funds', '0');
    await letTimePass(300_000);
    await workOnce();
    expect(core.writes).toBe(0);
    const { rows } = await listEvents('all', { operationId }, { limit: 10 });
    expect(rows[0]).toMatchObject({ kind: 'operation.outcome', actor: { id: admin.id } });
    // A second press is told the same.
    expect(await off(operationId)).toMatchObject({ reason: 'called_off' });
  });

  it('works before a worker has looked for the first time', async () => {
    expect(await off(await arm())).toMatchObject({ reason: 'called_off' });
  });

  it('shuts out a worker that is about to send', async () => {
    const operationId = await arm();
    core.values.set('funds', '0');
    core.onRead = async () => {
      // The read of the write: the worker is between its decision and its attempt.
      if (core.reads === 2) expect(await off(operationId)).toMatchObject({ reason: 'called_off' });
    };
    await workOnce();
    expect(core.reads).toBeGreaterThanOrEqual(2);
    expect(core.writes).toBe(0);
    expect(core.values.get(ID)).toBe('jane');
    expect((await getOperation(support, operationId)).reserved).toEqual([]);
  });

  it('is too late once it was sent, and what was sent is followed to its end', async () => {
    const operationId = await arm();
    core.values.set('funds', '0');
    core.onWrite = async () => {
      expect(await failureOf(off(operationId))).toMatchObject({ code: 'conflict' });
    };
    core.fates.push('applied_unanswered');
    await workOnce();
    expect(await settled(operationId, [whenSpent()])).toMatchObject({ state: 'succeeded' });
  });

  it('is for those who may make such a change, and for this kind alone', async () => {
    const operationId = await arm();
    await expect(off(operationId, auditor)).rejects.toThrow(/balances:reassign/);
    const first = uuidv7();
    await other(first);
    expect(await failureOf(off(first))).toMatchObject({ code: 'notFound' });
    expect(await failureOf(off(uuidv7()))).toMatchObject({ code: 'notFound' });
    expect(await failureOf(off('nonsense'))).toMatchObject({ code: 'notFound' });
  });
});

it('asks whether whoever asked for it may still do it', async () => {
  const operationId = await arm();
  const may = () => requesterMay(operationId, 'balances:reassign');
  expect(await may()).toBe(false);
  await db().execute(sql`
    insert into person (id, name, email, role) values (${support.id}, 'Ada', 'ada@x.example', 'support')`);
  expect(await may()).toBe(true);
  await db().execute(sql`update person set role = 'finance' where id = ${support.id}`);
  expect(await may()).toBe(false);
  await db().execute(sql`update person set role = 'admin' where id = ${support.id}`);
  await db().execute(sql`update person set disabled_at = now() where id = ${support.id}`);
  expect(await may()).toBe(false);
  expect(await store.claim(uuidv7())).toBeNull();
});
