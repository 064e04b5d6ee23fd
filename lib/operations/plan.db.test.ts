import { beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { listEvents } from '@/lib/audit/list';
import { uuidv7 } from '@/lib/base/ids';
import { person } from '@/lib/testing/actors';
import { CoreDouble } from '@/lib/testing/core-double';
import { migratedDatabase } from '@/lib/testing/migrated-database';
import { letTimePass, settled } from '@/lib/testing/virtual-time';
import { defineOperation, type SetWrite } from './define-operation';
import { getOperation } from './get-operation';
import { countUnknownOperations } from './list-operations';
import { createReconciler } from './reconcile';
import { runOperation } from './run-operation';
import { play, step } from './script';

migratedDatabase();
const support = person('support');
let core: CoreDouble;
beforeEach(() => {
  core = new CoreDouble();
});

/** Moves a value from `a` to `b`: out, in; and when `in` fails, back, but only once all is settled. */
function move() {
  const set = (name: string, from: string, to: string): SetWrite<unknown> => ({
    how: 'set',
    read: async () => {
      await core.read();
      return { value: core.values.get(name) ?? '' };
    },
    expected: () => ({ value: from }),
    target: () => ({ value: to }),
    send: () => core.write(() => core.values.set(name, to)),
  });
  return defineOperation({
    kind: 'balance.move',
    permission: 'balances:reassign',
    input: z.strictObject({}),
    subject: () => ({ type: 'balance', id: 'bln_a' }),
    alsoReserve: () => ['balance:bln_b'],
    load: async () => null,
    describe: () => ({ before: {}, after: {} }),
    write: {
      how: 'plan',
      next: ({ steps, settled: isSettled }) => {
        const [out, into, back] = steps;
        if (!out) return { then: 'step', name: 'out', data: {} };
        if (out.outcome !== 'succeeded') return { then: 'end', outcome: 'failed', reason: 'out' };
        if (!into) return { then: 'step', name: 'in', data: {} };
        if (into.outcome === 'succeeded') {
          return { then: 'end', outcome: 'succeeded', reason: 'moved' };
        }
        if (back) return { then: 'end', outcome: 'failed', reason: 'moved_back' };
        if (!isSettled) return { then: 'wait_until_settled' };
        return { then: 'step', name: 'back', data: {} };
      },
      steps: { out: set('a', 'x', ''), in: set('b', '', 'x'), back: set('a', '', 'x') },
    },
  });
}

async function start(): Promise<string> {
  core.values.set('a', 'x');
  core.values.set('b', '');
  const operationId = uuidv7();
  const standing = await runOperation(move(), { actor: support, operationId, input: {} });
  // The action ends with the intent; a worker does the steps.
  expect(standing).toMatchObject({ state: 'intent', number: expect.any(Number) });
  expect(core.writes).toBe(0);
  return operationId;
}

describe('a plan', () => {
  it('does its steps in order and records every decision before it is acted on', async () => {
    const operationId = await start();
    const slip = await settled(operationId, [move()]);
    expect(slip).toMatchObject({ state: 'succeeded', reason: 'moved' });
    expect([core.values.get('a'), core.values.get('b')]).toEqual(['', 'x']);
    const { rows } = await listEvents('all', { operationId }, { limit: 50 });
    const oneStep = ['operation.step', 'operation.attempt', 'operation.step_outcome'];
    expect(rows.map(({ kind }) => kind).reverse()).toEqual([
      'operation.intent',
      ...oneStep,
      ...oneStep,
      'operation.outcome',
    ]);
  });

  it('reserves everything that it touches until its end', async () => {
    const operationId = await start();
    const { reserved } = await getOperation(support, operationId);
    expect(reserved.map(({ subject }) => subject).sort()).toEqual([
      'balance:bln_a',
      'balance:bln_b',
    ]);
    await expect(start()).rejects.toMatchObject({ failure: { code: 'conflict' } });
    await settled(operationId, [move()]);
  });

  it('goes back when a step is refused', async () => {
    const operationId = await start();
    core.fates.push('applied', 'refused');
    const slip = await settled(operationId, [move()]);
    expect(slip).toMatchObject({ state: 'failed', reason: 'moved_back' });
    expect(core.values.get('a')).toBe('x');
  });

  it('takes no step back while a request of it may still arrive', async () => {
    const operationId = await start();
    // The first is lost once and sent again; the second is refused while the first may yet arrive.
    core.fates.push('lost', 'applied', 'refused');
    const worker = createReconciler(new Map([['balance.move', move()]]));
    let waited = 0;
    const beganAt = performance.now();
    let slip = await getOperation(support, operationId);
    for (; core.writes < 3 || slip.steps.length < 3; waited += 1_000) {
      await worker.tick();
      await worker.idle();
      slip = await getOperation(support, operationId);
      if (waited < 100_000) expect(slip.steps.map(({ name }) => name)).not.toContain('back');
      await letTimePass(1_000, operationId);
    }
    // The database's own clock went on meanwhile, which a slow machine notices.
    expect(waited + performance.now() - beganAt).toBeGreaterThanOrEqual(119_000);
    expect(await settled(operationId, [move()])).toMatchObject({
      state: 'failed',
      reason: 'moved_back',
    });
  });
});

/** Waits until `a` has a value, at most ten seconds; then writes it to `b`. */
function copyOnce() {
  return defineOperation({
    kind: 'balance.copy',
    permission: 'balances:reassign',
    input: z.strictObject({}),
    subject: () => ({ type: 'balance', id: 'bln_c' }),
    load: async () => null,
    describe: () => ({ before: {}, after: {} }),
    write: {
      how: 'plan',
      next: play(function* () {
        const seen = yield* step('seen');
        if (seen.outcome !== 'no_change') return { outcome: 'cancelled', reason: 'not_seen' };
        const done = yield* step('write', { value: seen.after!.value! });
        return { outcome: done.outcome, reason: 'copied' };
      }),
      steps: {
        seen: {
          how: 'watch',
          withinMs: () => 10_000,
          read: async () => {
            await core.read();
            const value = core.values.get('a');
            return value ? { value } : null;
          },
        },
        write: {
          how: 'set',
          read: async () => ({ value: core.values.get('b') ?? '' }),
          expected: () => ({ value: '' }),
          target: ({ data }) => ({ value: data.value! }),
          send: ({ input }) => core.write(() => core.values.set('b', String(input.data.value))),
        },
      },
    },
  });
}

describe('a step that watches', () => {
  async function begin(): Promise<string> {
    const operationId = uuidv7();
    core.values.set('a', '');
    await runOperation(copyOnce(), { actor: support, operationId, input: {} });
    return operationId;
  }

  it('keeps what it saw once that is there, and what follows is made of it', async () => {
    const operationId = await begin();
    core.onRead = () => {
      if (core.reads === 3) core.values.set('a', 'x');
    };
    core.unreadable = 1;
    const slip = await settled(operationId, [copyOnce()]);
    expect(slip).toMatchObject({ state: 'succeeded', reason: 'copied' });
    expect(core.values.get('b')).toBe('x');
    expect(slip.steps[0]).toMatchObject({ outcome: 'no_change', after: { value: 'x' } });
    expect(slip.attempts).toHaveLength(1);
  });

  it('is running and not unknown while it waits, unless nobody looks any more', async () => {
    const operationId = await begin();
    const worker = createReconciler(new Map([['balance.copy', copyOnce()]]));
    await worker.tick();
    await worker.idle();
    expect(await getOperation(support, operationId)).toMatchObject({ isUnknown: false });
    expect(await countUnknownOperations(support)).toBe(0);
    await letTimePass(9_000, operationId);
    expect(await getOperation(support, operationId)).toMatchObject({ isUnknown: true });
    expect(await countUnknownOperations(support)).toBe(1);
    await settled(operationId, [copyOnce()]);
  });

  it('ends when its time is over, and nothing was sent', async () => {
    const slip = await settled(await begin(), [copyOnce()]);
    expect(slip).toMatchObject({ state: 'cancelled', reason: 'not_seen' });
    expect(slip.steps[0]).toMatchObject({ outcome: 'cancelled', after: null });
    expect(core.writes).toBe(0);
  });
});
