import { beforeEach, describe, expect, it } from 'vitest';
import { uuidv7 } from '@/lib/base/ids';
import { person } from '@/lib/testing/actors';
import { CoreDouble } from '@/lib/testing/core-double';
import { createOperation, createWithIdOperation } from '@/lib/testing/double-operations';
import { migratedDatabase } from '@/lib/testing/migrated-database';
import { settled, virtualPorts } from '@/lib/testing/virtual-time';
import { runOperation } from './run-operation';

migratedDatabase();
const finance = person('finance');
let core: CoreDouble;
beforeEach(() => {
  core = new CoreDouble();
});
const untilSettled = (operationId: string) =>
  settled(operationId, [createOperation(core), createWithIdOperation(core)]);

describe('a create that Core gives an id', () => {
  const create = (name: string, operationId = uuidv7()) =>
    runOperation(
      createOperation(core),
      { actor: finance, operationId, input: { name } },
      virtualPorts(),
    );

  it('succeeds when it is found, and learns its id', async () => {
    expect(await create('Wallets')).toMatchObject({ state: 'succeeded', subjectId: 'ldg_1' });
  });

  it('is never sent again, and found although its answer was lost', async () => {
    core.fates.push('applied_unanswered');
    expect(await create('Wallets')).toMatchObject({ state: 'succeeded', subjectId: 'ldg_1' });
    expect(core.writes).toBe(1);
  });

  it('fails when it does not turn up until settling ends', async () => {
    core.fates.push('lost');
    const { operationId } = await create('Wallets');
    expect(await untilSettled(operationId)).toMatchObject({ state: 'failed', reason: 'not_found' });
    expect(core.writes).toBe(1);
  });

  it('takes one that differs for a forgery', async () => {
    const operationId = uuidv7();
    core.created.push({ id: 'ldg_forged', operationId, facts: { name: 'Else' } });
    core.fates.push('lost');
    await create('Wallets', operationId);
    expect(await untilSettled(operationId)).toMatchObject({
      state: 'failed',
      subjectId: null,
      after: { unequal: 'ldg_forged' },
    });
  });

  it('calls two of them an incident', async () => {
    const operationId = uuidv7();
    core.onWrite = () => {
      core.created.push({ id: 'ldg_twin', operationId, facts: { name: 'Wallets' } });
    };
    const standing = await create('Wallets', operationId);
    expect(standing).toMatchObject({ state: 'conflict', reason: 'found_twice', subjectId: null });
  });
});

describe('a create under an id of our own', () => {
  const create = (operationId = uuidv7()) =>
    runOperation(
      createWithIdOperation(core),
      { actor: finance, operationId, input: { name: 'Jane Doe' } },
      virtualPorts(),
    );

  it('may be sent again', async () => {
    core.fates.push('lost');
    expect(await create()).toMatchObject({ state: 'succeeded' });
    expect(core.writes).toBe(2);
  });

  it('takes "already exists" for a yes when an equal one is there', async () => {
    const operationId = uuidv7();
    core.fates.push('refused');
    core.onWrite = () => void core.values.set(`idt_${operationId}`, 'Jane Doe');
    expect(await create(operationId)).toMatchObject({ state: 'succeeded' });
  });
});
