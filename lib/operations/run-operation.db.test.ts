import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { listEvents } from '@/lib/audit/list';
import { uuidv7 } from '@/lib/base/ids';
import { db } from '@/lib/db/client';
import { person } from '@/lib/testing/actors';
import { CoreDouble, type Fate } from '@/lib/testing/core-double';
import { setOperation } from '@/lib/testing/double-operations';
import { migratedDatabase } from '@/lib/testing/migrated-database';
import { letTimePass, settled, virtualPorts } from '@/lib/testing/virtual-time';
import { getOperation } from './get-operation';
import { runOperation } from './run-operation';

migratedDatabase();
const support = person('support', 'Ada Okafor');
const finance = person('finance');

let core: CoreDouble;
let balance = 0;
beforeEach(() => {
  core = new CoreDouble();
  balance += 1;
  core.values.set(id(), 'jane');
});
const id = () => `bln_${balance}`;

const inputTo = (value: string) => ({ id: id(), expected: 'jane', value });

function reassign(to = 'max', operationId = uuidv7(), actor = support) {
  const input = inputTo(to);
  return runOperation(setOperation(core), { actor, operationId, input }, virtualPorts());
}

const untilSettled = (operationId: string) => settled(operationId, [setOperation(core)]);

async function kindsOf(operationId: string): Promise<string[]> {
  const page = await listEvents('all', { operationId }, { limit: 100 });
  return page.rows.map(({ kind }) => kind).reverse();
}

const ONE_ATTEMPT = ['operation.intent', 'operation.attempt', 'operation.outcome'];

describe('a change with one write', () => {
  it('succeeds, with its evidence, and frees its subject', async () => {
    const standing = await reassign();
    expect(standing).toMatchObject({ state: 'succeeded', reason: 'applied', subjectId: id() });
    expect(core).toMatchObject({ writes: 1, reads: 2 });
    expect(await kindsOf(standing.operationId)).toEqual(ONE_ATTEMPT);
    const slip = await getOperation(support, standing.operationId);
    expect(slip).toMatchObject({
      before: { identity_id: 'jane' },
      after: { identity_id: 'max' },
      requested: { before: { identity_id: 'jane', name: { text: 'Jane Doe' } } },
      why: { category: 'account_correction', ticket: 'SUP-1', note: 'wrong customer' },
      attempts: [{ no: 1, result: 'answered', status: 200 }],
      reserved: [],
      isUnknown: false,
    });
  });

  it('records the outcome as read, with its reason and attempts, and no personal text', async () => {
    const { operationId } = await reassign();
    const page = await listEvents('all', { operationId }, { limit: 9 });
    const [outcome, , intent] = page.rows;
    expect(outcome).toMatchObject({
      kind: 'operation.outcome',
      outcome: 'succeeded',
      before: { identity_id: 'jane' },
      after: { identity_id: 'max' },
      reason: { category: 'account_correction', ticket: 'SUP-1' },
      payload: { attempts: [{ no: 1, result: 'answered', status: 200 }] },
    });
    expect(intent).toMatchObject({ reason: { note: 'wrong customer' } });
    for (const { body } of page.rows) {
      expect(body).not.toMatch(/Jane Doe|wrong customer|Ada Okafor/);
    }
  });

  it.each<[name: string, fates: Fate[], state: string, reason: string, writes: number]>([
    ['the answer lost after it was applied', ['applied_unanswered'], 'succeeded', 'applied', 1],
    ['the request lost once', ['lost'], 'succeeded', 'applied', 2],
    ['every request lost', ['lost', 'lost', 'lost'], 'failed', 'not_applied', 3],
    ['a refusal', ['refused'], 'failed', 'refused', 1],
    ['no connection', ['not_sent'], 'cancelled', 'not_sent', 1],
    ['a yes that was none', ['answered_not_applied'], 'overwritten', 'not_shown', 1],
    ['a definition that throws', ['throws'], 'succeeded', 'applied', 2],
  ])('%s', async (_name, fates, state, reason, writes) => {
    const logged = vi.spyOn(console, 'error').mockImplementation(() => {});
    core.fates.push(...fates);
    const { operationId } = await reassign();
    const slip = await untilSettled(operationId);
    expect(slip).toMatchObject({ state, reason, isUnknown: false });
    expect(logged).toHaveBeenCalledTimes(fates.includes('throws') ? 1 : 0);
    expect(core.writes).toBe(writes);
    const kinds = await kindsOf(operationId);
    expect(kinds.filter((kind) => kind === 'operation.outcome')).toHaveLength(1);
    expect(kinds.filter((kind) => kind === 'operation.attempt')).toHaveLength(writes);
  });

  it('tells the person at their fields why Core refused', async () => {
    core.fates.push('refused');
    expect(await reassign()).toMatchObject({
      state: 'failed',
      message: 'Core has no such identity.',
      fields: { value: 'unknown' },
    });
  });

  it('is unknown while Core cannot be read, and then says what it sees', async () => {
    core.fates.push('applied_unanswered');
    core.onWrite = () => void (core.unreadable = 1_000);
    const standing = await reassign();
    expect(standing).toMatchObject({ state: 'unknown', reason: null });
    const open = await getOperation(support, standing.operationId);
    expect(open).toMatchObject({ isUnknown: true, reserved: [{ subject: `balance:${id()}` }] });
    expect(open.nextLookAt).not.toBeNull();
    core.unreadable = 0;
    expect(await untilSettled(standing.operationId)).toMatchObject({ state: 'succeeded' });
  });

  it('is not sent at all when Core cannot be read', async () => {
    core.unreadable = 1_000;
    const { operationId } = await reassign();
    expect(await untilSettled(operationId)).toMatchObject({
      state: 'cancelled',
      reason: 'deadline',
      attempts: [],
    });
    expect(core.writes).toBe(0);
    expect(await kindsOf(operationId)).toEqual(['operation.intent', 'operation.outcome']);
  });

  it('is not sent when reading took until it is too late to send', async () => {
    const ports = virtualPorts();
    core.onRead = async () => void (await ports.sleep(9_000));
    const request = { actor: support, operationId: uuidv7(), input: inputTo('max') };
    expect(await runOperation(setOperation(core), request, ports)).toMatchObject({
      state: 'cancelled',
      reason: 'deadline',
    });
    expect(core.writes).toBe(0);
  });

  it('is a conflict, and not sent, when somebody else was first', async () => {
    core.values.set(id(), 'someone');
    expect(await reassign()).toMatchObject({ state: 'conflict', reason: 'changed_before' });
    expect(core.writes).toBe(0);
  });

  it('is no change when the target is there already', async () => {
    core.values.set(id(), 'max');
    expect(await reassign()).toMatchObject({ state: 'no_change', reason: 'already_so' });
    expect(core.writes).toBe(0);
  });

  it('is overwritten when Core said yes and somebody else came after', async () => {
    core.fates.push('answered_not_applied');
    core.onWrite = () => void core.values.set(id(), 'someone');
    expect(await reassign()).toMatchObject({ state: 'overwritten', reason: 'changed_after' });
  });

  it('keeps the subject reserved as long as a request may still arrive', async () => {
    core.fates.push('lost');
    const first = await reassign();
    expect(first.state).toBe('succeeded');
    const again = reassign('eve');
    await expect(again).rejects.toMatchObject({
      failure: {
        code: 'conflict',
        operationId: first.operationId,
        message: expect.stringMatching(/^Stub 000 \d{3} by Ada Okafor .* until \d\d:\d\d:\d\d UTC/),
      },
    });
    await untilSettled(first.operationId);
    core.values.set(id(), 'jane');
    expect(await reassign('eve')).toMatchObject({ state: 'succeeded' });
  });
});

describe('the same id again', () => {
  it('answers as recorded and sends nothing', async () => {
    const operationId = uuidv7();
    const first = await reassign('max', operationId);
    core.values.set(id(), 'someone');
    expect(await reassign('max', operationId)).toEqual(first);
    expect(core.writes).toBe(1);
    expect(await kindsOf(operationId)).toEqual(ONE_ATTEMPT);
  });

  it('is the same id in capitals', async () => {
    const operationId = uuidv7();
    const first = await reassign('max', operationId.toUpperCase());
    expect(first.operationId).toBe(operationId);
    expect(await reassign('max', operationId)).toEqual(first);
  });

  it('is one operation when both clicks arrive at once', async () => {
    const operationId = uuidv7();
    const both = await Promise.all([1, 2, 3, 4].map(() => reassign('max', operationId)));
    expect(new Set(both.map(({ state }) => state))).toEqual(new Set(['succeeded']));
    expect(core.writes).toBe(1);
    expect(await kindsOf(operationId)).toEqual(ONE_ATTEMPT);
  });

  it('is invalid with another input, and none of somebody else’s business', async () => {
    const operationId = uuidv7();
    await reassign('max', operationId);
    await expect(reassign('eve', operationId)).rejects.toMatchObject({
      failure: { code: 'invalid', operationId },
    });
    await expect(reassign('max', operationId, person('admin'))).rejects.toMatchObject({
      failure: { code: 'notFound' },
    });
    expect(core.writes).toBe(1);
  });
});

describe('the same id at the same moment', () => {
  it.each([
    ['with another input', support, 'eve', 'invalid'],
    ['by somebody else', person('admin'), 'max', 'notFound'],
  ])('%s is found out although neither was recorded before', async (_name, actor, to, code) => {
    const operationId = uuidv7();
    const ports = virtualPorts();
    const second = {
      ...ports,
      store: {
        ...ports.store,
        begin: async (intent: Parameters<typeof ports.store.begin>[0]) => {
          await reassign('max', operationId);
          return ports.store.begin(intent);
        },
      },
    };
    const request = { actor, operationId, input: inputTo(to) };
    await expect(runOperation(setOperation(core), request, second)).rejects.toMatchObject({
      failure: { code },
    });
    expect(core.writes).toBe(1);
  });
});

describe('what is refused before anything is recorded', () => {
  it('records that a role was denied, and sends nothing', async () => {
    const operationId = uuidv7();
    await expect(reassign('max', operationId, finance)).rejects.toMatchObject({
      failure: { code: 'forbidden', message: expect.stringContaining('balances:reassign') },
    });
    const page = await listEvents('all', { operationId }, { limit: 9 });
    expect(page.rows).toMatchObject([
      { kind: 'operation.denied', outcome: 'denied', subject: { id: id() } },
    ]);
    expect(core).toMatchObject({ reads: 0, writes: 0 });
  });

  it('records that a policy denied it', async () => {
    const operation = { ...setOperation(core), policy: () => 'Not on a Sunday.' };
    const operationId = uuidv7();
    const input = inputTo('max');
    await expect(
      runOperation(operation, { actor: support, operationId, input }),
    ).rejects.toMatchObject({ failure: { code: 'forbidden', message: 'Not on a Sunday.' } });
    expect(await kindsOf(operationId)).toEqual(['operation.denied']);
  });

  it('says at which field the input is wrong', async () => {
    const request = { actor: support, operationId: uuidv7(), input: { id: id(), expected: 'a' } };
    await expect(runOperation(setOperation(core), request)).rejects.toMatchObject({
      failure: { code: 'invalid', fields: { value: expect.any(String) } },
    });
  });

  it('says that nothing was sent when Core cannot be asked', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    const operation = { ...setOperation(core), load: async () => (await core.read()) as never };
    core.unreadable = 1;
    const operationId = uuidv7();
    const input = inputTo('max');
    await expect(
      runOperation(operation, { actor: support, operationId, input }),
    ).rejects.toMatchObject({
      failure: { code: 'precondition', message: expect.stringMatching(/Nothing was sent/) },
    });
    await expect(getOperation(support, operationId)).rejects.toThrow('There is no such change.');
  });
});

describe('a failure of ours', () => {
  it('answers unknown, with the address of the slip, once the intent may be recorded', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    const operationId = uuidv7();
    core.onWrite = async () => {
      // The database goes away for this process between the request and its answer.
      await db().execute(sql`update operation set epoch = epoch where id = ${operationId}`);
      throw new Error('unreachable');
    };
    const ports = virtualPorts();
    const failing = {
      ...ports,
      store: {
        ...ports.store,
        recordAnswer: async () => {
          throw new Error('connection terminated');
        },
      },
    };
    const input = inputTo('max');
    await expect(
      runOperation(setOperation(core), { actor: support, operationId, input }, failing),
    ).rejects.toMatchObject({ failure: { code: 'unknown', operationId } });
    core.onWrite = undefined;
    await letTimePass(15_000);
    expect(await untilSettled(operationId)).toMatchObject({ state: 'succeeded' });
  });
});
