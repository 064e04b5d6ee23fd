import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { uuidv7 } from '@/lib/base/ids';
import { runOperation } from '@/lib/operations/run-operation';
import { person } from '@/lib/testing/actors';
import { eventKindsAbout } from '@/lib/testing/events-about';
import { failureOf } from '@/lib/testing/failure-of';
import { migratedDatabase } from '@/lib/testing/migrated-database';
import { startTinyCore, wireBalance, wirePerson, type TinyCore } from '@/lib/testing/tiny-core';
import { virtualPorts } from '@/lib/testing/virtual-time';
import { deleteIdentity } from './delete-identity';
import { previewDelete } from './preview-delete';

migratedDatabase();
const admin = person('admin', 'Tomás Rivera');

let core: TinyCore;
let id = '';
let count = 0;
beforeEach(async () => {
  core = await startTinyCore();
  count += 1;
  id = `idt_dd${String(count).padStart(2, '0')}0000-0000-4000-8000-00000000f0a7`;
  core.identities.set(id, wirePerson(id, 'Jane', 'Doe'));
});
afterEach(() => core.close());

const sent = () => core.server.seen.filter(({ method }) => method === 'DELETE').length;
const input = (given: object = {}) => ({
  identityId: id,
  seenName: 'Jane Doe',
  ticket: 'DPO-12',
  note: '',
  confirmation: ' F0A7 ',
  ...given,
});
const run = (given: object = {}) =>
  runOperation(
    deleteIdentity,
    { actor: admin, operationId: uuidv7(), input: input(given) },
    virtualPorts(),
  );
const lineageBalance = (indicator: string, given: object = {}) =>
  core.balances.set(
    'bln_lineage',
    wireBalance('bln_lineage', { ledger_id: 'general_ledger_id', indicator, ...given }),
  );

describe('deleting an identity', () => {
  it('is done when nothing depends on it, and Core is read again', async () => {
    expect(await previewDelete(admin, { identityId: id })).toMatchObject({
      name: 'Jane Doe',
      blocked: null,
    });
    expect((await run()).state).toBe('succeeded');
    expect(core.identities.has(id)).toBe(false);
    expect(sent()).toBe(1);
    expect(await eventKindsAbout(id)).toEqual([
      'operation.intent',
      'operation.attempt',
      'operation.outcome',
    ]);
  });

  it('is refused while it owns a balance, which Core would answer with an error', async () => {
    core.balances.set('bln_1', wireBalance('bln_1', { identity_id: id }));
    const failure = await failureOf(run());
    expect(failure).toMatchObject({ code: 'precondition' });
    expect(failure.message).toContain('It owns 1 balance.');
    expect(sent()).toBe(0);
  });

  it.each([
    ['its present name', (start: string) => `@jane_doe_${start}_lineage`],
    ['a former name', (start: string) => `@stripe_miss_smith_${start}_lineage`],
    ['no name', () => `@${id}_lineage`],
  ])('is refused while lineage is kept under %s, which Core would not mind', async (_, named) => {
    lineageBalance(named(id.slice(0, 8)));
    const failure = await failureOf(run());
    expect(failure.message).toContain('Core keeps 1 lineage balance under its id');
    expect(failure.message).toContain('Core itself would not refuse');
    expect(sent()).toBe(0);
    expect((await previewDelete(admin, { identityId: id })).lineage).toHaveLength(1);
  });

  it('does not mind lineage of others, or balances that are only called so', async () => {
    lineageBalance('@jane_doe_idt_eeee_lineage');
    core.balances.set(
      'bln_2',
      wireBalance('bln_2', { indicator: `@x_${id.slice(0, 8)}_lineage`, ledger_id: 'ldg_1' }),
    );
    expect((await run()).state).toBe('succeeded');
  });

  it('asks for the end of the id, and for the name that was seen', async () => {
    expect(await failureOf(run({ confirmation: 'f0a8' }))).toMatchObject({
      code: 'invalid',
      fields: { confirmation: 'Type f0a7, the end of this identity’s id.' },
    });
    core.identities.get(id)!.last_name = 'Roe';
    const failure = await failureOf(run());
    expect(failure).toMatchObject({ code: 'conflict' });
    expect(failure.message).toContain('is called Jane Roe now, and you saw Jane Doe');
    expect(sent()).toBe(0);
  });

  it('says so when it is gone already', async () => {
    core.identities.delete(id);
    expect(await failureOf(run())).toMatchObject({ code: 'notFound' });
  });
});
