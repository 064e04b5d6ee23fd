import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { listEvents } from '@/lib/audit/list';
import { uuidv7 } from '@/lib/base/ids';
import { db } from '@/lib/db/client';
import { person } from '@/lib/testing/actors';
import { CoreDouble } from '@/lib/testing/core-double';
import { setOperation } from '@/lib/testing/double-operations';
import { migratedDatabase } from '@/lib/testing/migrated-database';
import { letTimePass, settled, virtualPorts } from '@/lib/testing/virtual-time';
import { type AnyOperation } from './define-operation';
import { getOperation } from './get-operation';
import { countUnknownOperations, listOperations } from './list-operations';
import { type Ports } from './ports';
import { prepare } from './prepare';
import { createReconciler } from './reconcile';
import { runOperation } from './run-operation';
import { postgresStore as store } from './store';
import { type Claim, Fenced } from './store-types';

migratedDatabase();
const support = person('support');
const END = { outcome: 'failed', detail: { reason: 'test' }, after: null } as const;
let core: CoreDouble;
beforeEach(() => {
  core = new CoreDouble();
});

/** An operation that somebody holds who has done nothing yet. */
async function begun(operation: AnyOperation = setOperation(core)): Promise<Claim> {
  const operationId = uuidv7();
  core.values.set(operationId, 'jane');
  const input = { id: operationId, expected: 'jane', value: 'max' };
  const prepared = await prepare(operation, { actor: support, operationId, input });
  if (prepared.is !== 'new') return expect.unreachable();
  const answer = await store.begin(prepared.intent);
  return answer.is === 'begun' ? answer.claim : expect.unreachable();
}

const reconciler = (operation: AnyOperation = setOperation(core), ports = virtualPorts()) =>
  createReconciler(new Map([[operation.kind, operation]]), ports);

async function takeOver(operation?: AnyOperation): Promise<number> {
  const worker = reconciler(operation);
  const claimed = await worker.tick();
  await worker.idle();
  return claimed;
}

describe('a holder whose lease has run out', () => {
  it('can write nothing any more, once somebody else has claimed the operation', async () => {
    const claim = await begun();
    const held = await store.renew(claim);
    const no = await store.recordAttempt(held, { step: 1, before: null }, support);
    await letTimePass(15_001);
    const [newer] = await store.claimDue([held.kind], 10);
    expect(newer).toMatchObject({ operationId: claim.operationId, epoch: 2 });

    const before = await everything(claim.operationId);
    const answer = { result: { kind: 'answered', status: 200 }, explained: null } as const;
    const tries = [
      () => store.renew(claim),
      () => store.recordAnswer(claim, no, answer),
      () => store.recordAttempt(held, { step: 1, before: null }, support),
      () => store.decideStep(held, { name: 'next', data: {} }, { actor: support }),
      () => store.endStep(held, { ...END, step: 1 }, support),
      () => store.conclude(held, { ...END, step: 1, subjectId: null, settleUntil: null }, support),
      () => store.settle(held),
    ];
    for (const tryIt of tries) await expect(tryIt()).rejects.toThrow(Fenced);
    await store.release(held, 0);
    expect(await everything(claim.operationId)).toEqual(before);
  });

  it('sends nothing after a pause between recording the attempt and sending', async () => {
    const claim = await begun();
    const ports = virtualPorts();
    let paused = 0;
    const sleepy: Ports = {
      ...ports,
      monotonicMs: () => ports.monotonicMs() + paused,
      store: {
        ...store,
        recordAttempt: async (...given) => {
          const no = await store.recordAttempt(...given);
          paused = 60_000;
          return no;
        },
      },
    };
    await letTimePass(15_001);
    await db().execute(sql`update operation set send_until = null where id = ${claim.operationId}`);
    const worker = reconciler(setOperation(core), sleepy);
    await worker.tick();
    await worker.idle();
    expect(core.writes).toBe(0);
    const slip = await getOperation(support, claim.operationId);
    expect(slip).toMatchObject({ state: 'cancelled', attempts: [{ result: 'not_sent' }] });
  });
});

describe('a holder that is alive', () => {
  it('keeps what it renews, however long it takes', async () => {
    const claim = await begun();
    for (let i = 0; i < 3; i++) {
      await letTimePass(14_000, claim.operationId);
      await store.renew(claim);
    }
    expect(await takeOver()).toBe(0);
    expect((await store.renew(claim)).claim).toEqual(claim);
  });

  it('holds nothing any more once it is settled', async () => {
    const claim = await begun();
    const held = await store.renew(claim);
    await store.conclude(held, { ...END, step: 1, subjectId: null, settleUntil: null }, support);
    await expect(store.renew(claim)).rejects.toThrow(Fenced);
  });
});

describe('an intent that nobody sent', () => {
  it('is left alone while its lease lasts, then cancelled, although Core shows the old value', async () => {
    const claim = await begun();
    await letTimePass(14_000, claim.operationId);
    expect(await takeOver()).toBe(0);
    await letTimePass(1_001, claim.operationId);
    expect(await takeOver()).toBe(1);
    const slip = await getOperation(support, claim.operationId);
    expect(slip).toMatchObject({ state: 'cancelled', reason: 'deadline', reserved: [] });
    expect(core.writes).toBe(0);
  });

  it('goes on where the kind says so', async () => {
    const operation = { ...setOperation(core), resume: 'execute' as const };
    const { operationId } = await begun(operation);
    await letTimePass(60_000, operationId);
    await takeOver(operation);
    expect(await getOperation(support, operationId)).toMatchObject({ state: 'succeeded' });
    expect(core.writes).toBe(1);
  });
});

describe('several workers', () => {
  it('share the work, and do each operation once', async () => {
    const operation = { ...setOperation(core), resume: 'execute' as const };
    const claims: Claim[] = [];
    for (let i = 0; i < 20; i++) claims.push(await begun(operation));
    await letTimePass(15_001);
    const workers = [reconciler(operation), reconciler(operation), reconciler(operation)];
    for (let round = 0; round < 3; round++) {
      await Promise.all(workers.map((worker) => worker.tick()));
      await Promise.all(workers.map((worker) => worker.idle()));
    }
    expect(core.writes).toBe(20);
    for (const { operationId } of claims) {
      const { rows } = await listEvents('all', { operationId }, { limit: 10 });
      expect(rows.map(({ kind }) => kind)).toEqual([
        'operation.outcome',
        'operation.attempt',
        'operation.intent',
      ]);
      expect(rows[0]!.actor).toMatchObject({ kind: 'system', id: 'reconciler' });
    }
  });

  it('give back what they hold when they are told to stop', async () => {
    const { operationId } = await begun();
    await letTimePass(15_001, operationId);
    const worker = reconciler();
    await worker.tick();
    await worker.stop();
    expect(await worker.tick()).toBe(0);
    expect(await takeOver()).toBe(1);
  });

  it('report a definition that fails, and leave the operation to be tried again', async () => {
    const logged = vi.spyOn(console, 'error').mockImplementation(() => {});
    const { operationId } = await begun();
    await letTimePass(15_001, operationId);
    const broken = { ...setOperation(core), write: { how: 'plan', next: () => null, steps: {} } };
    await takeOver(broken as unknown as AnyOperation);
    expect(logged).toHaveBeenCalledTimes(1);
    await letTimePass(15_001, operationId);
    expect(await takeOver()).toBe(1);
  });
});

describe('the lists of changes', () => {
  it('show what is unknown until it is resolved', async () => {
    core.fates.push('applied_unanswered');
    core.onWrite = () => void (core.unreadable = 1_000);
    const operationId = uuidv7();
    core.values.set(operationId, 'jane');
    const input = { id: operationId, expected: 'jane', value: 'max' };
    const count = await countUnknownOperations(support);
    const operation = setOperation(core);
    await runOperation(operation, { actor: support, operationId, input }, virtualPorts());
    expect(await countUnknownOperations(support)).toBe(count + 1);
    const open = await listOperations(support, { isOpen: true }, { limit: 100 });
    expect(open.rows.find((row) => row.operationId === operationId)).toMatchObject({
      isUnknown: true,
      state: 'unknown',
    });
    core.unreadable = 0;
    const slip = await settled(operationId, [operation]);
    expect(await countUnknownOperations(support)).toBe(count);
    for (const filter of [
      { text: String(slip.number) },
      { text: operationId },
      { subject: { type: 'balance' as const, id: operationId } },
      { states: ['succeeded' as const], actorId: support.id, isOpen: false },
    ]) {
      const { rows } = await listOperations(support, filter, { limit: 100 });
      expect(rows.find((row) => row.operationId === operationId)).toMatchObject({
        state: 'succeeded',
        isUnknown: false,
      });
      expect(rows.every(({ state }) => state === 'succeeded')).toBe(true);
    }
  });
});

/** Every row about an operation, to see that nothing of it changed. */
async function everything(operationId: string) {
  const tables = ['operation_step', 'operation_attempt', 'reservation', 'audit_event'];
  const rows = await Promise.all([
    db().execute(sql`select * from operation where id = ${operationId}`),
    ...tables.map((table) =>
      db().execute(
        sql`select * from ${sql.identifier(table)} where operation_id = ${operationId} order by 1, 2`,
      ),
    ),
  ]);
  return rows.map((result) => result.rows);
}
