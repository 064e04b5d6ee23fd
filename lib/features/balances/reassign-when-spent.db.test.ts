import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { uuidv7 } from '@/lib/base/ids';
import { db } from '@/lib/db/client';
import { getOperation } from '@/lib/operations/get-operation';
import { createReconciler } from '@/lib/operations/reconcile';
import { runOperation } from '@/lib/operations/run-operation';
import { person } from '@/lib/testing/actors';
import { failureOf } from '@/lib/testing/failure-of';
import { migratedDatabase } from '@/lib/testing/migrated-database';
import { startTinyCore, wireBalance, wirePerson, type TinyCore } from '@/lib/testing/tiny-core';
import { letTimePass, settled, virtualPorts } from '@/lib/testing/virtual-time';
import { spendWorkedExample, trackWorkedExample } from '@/lib/testing/worked-example';
import { cancelWaiting } from './cancel-waiting';
import { previewReassign } from './preview-reassign';
import { reassignWhenSpent } from './reassign-when-spent';

migratedDatabase();
const support = person('support', 'Ada Okafor');
const JANE = 'idt_aaaa0000-0000-4000-8000-000000000001';
const MAX = 'idt_bbbb0000-0000-4000-8000-000000000002';

let core: TinyCore;
let balanceId = '';
let count = 0;

beforeEach(async () => {
  core = await startTinyCore();
  count += 1;
  balanceId = `bln_${String(count).padStart(8, '0')}-0000-4000-8000-0000000face7`;
  core.identities.set(JANE, wirePerson(JANE, 'Jane', 'Doe'));
  core.identities.set(MAX, wirePerson(MAX, 'Max', 'Roe'));
  core.balances.set(balanceId, wireBalance(balanceId, { identity_id: JANE }));
  trackWorkedExample(core, balanceId);
  await db().execute(sql`
    insert into person (id, name, email, role) values (${support.id}, 'Ada Okafor', 'ada@x.example', 'support')
    on conflict (id) do update set role = 'support', disabled_at = null`);
});
afterEach(() => core.close());

const DAY = 86_400_000;
const owner = () => core.balances.get(balanceId)!.identity_id;
const sent = () => core.server.seen.filter(({ method }) => method === 'PUT').length;

async function arm(given: object = {}): Promise<string> {
  const preview = await previewReassign(support, { balanceId, toIdentityId: MAX });
  const operationId = uuidv7();
  const input = {
    balanceId,
    expectedIdentityId: JANE,
    toIdentityId: MAX,
    category: 'account_correction',
    ticket: 'SUP-1',
    note: '',
    impactDigest: preview.impact!.digest,
    days: 7,
    ...given,
  };
  await runOperation(reassignWhenSpent, { actor: support, operationId, input }, virtualPorts());
  return operationId;
}

async function lookOnce(operationId: string) {
  const registry = new Map([[reassignWhenSpent.kind, reassignWhenSpent]]);
  const worker = createReconciler(registry, virtualPorts());
  await worker.tick();
  await worker.idle();
  return getOperation(support, operationId);
}
const end = (operationId: string) => settled(operationId, [reassignWhenSpent]);

describe('a change that waits until the tagged funds are spent', () => {
  it('is offered with whose funds it waits for', async () => {
    const { wait } = await previewReassign(support, { balanceId, toIdentityId: MAX });
    expect(wait?.text).toBe(
      'The change runs by itself once stripe and paypal both reach 0.00 USD. Jane Doe stays the owner until then.',
    );
    expect(wait?.outcome.strong).toBe('Max Roe will own this balance once 120.00 USD are spent.');
    spendWorkedExample(core, balanceId);
    expect((await previewReassign(support, { balanceId, toIdentityId: MAX })).wait).toBeNull();
  });

  it('waits with two questions a look, and gives the balance on once nothing is left', async () => {
    const operationId = await arm();
    await lookOnce(operationId);
    core.server.seen.length = 0;
    await letTimePass(60_000, operationId);
    expect(await lookOnce(operationId)).toMatchObject({ state: 'intent', reserved: [] });
    expect(core.server.seen.map(({ url }) => url.split('/')[1])).toEqual([
      'balances',
      'identities',
      'balances',
    ]);
    spendWorkedExample(core, balanceId);
    await letTimePass(60_000, operationId);
    const slip = await end(operationId);
    expect(slip).toMatchObject({ state: 'succeeded', reason: 'applied' });
    expect(slip.steps.at(-1)!.before).toMatchObject({ identity_id: JANE, funds: 'spent' });
    expect(owner()).toBe(MAX);
    expect(sent()).toBe(1);
  });

  it.each<[string, () => void, string, string]>([
    [
      'the owner changed',
      () => Object.assign(core.balances.get(balanceId)!, { identity_id: MAX }),
      'conflict',
      'changed_before',
    ],
    ['the new owner is gone', () => core.identities.delete(MAX), 'cancelled', 'wait_identity_gone'],
    [
      'lineage is off',
      () => {
        spendWorkedExample(core, balanceId);
        Object.assign(core.balances.get('bln_total')!, { balance: -500 });
      },
      'cancelled',
      'wait_lineage_off',
    ],
  ])('ends, with nothing sent, when %s', async (_what, happens, state, reason) => {
    const operationId = await arm();
    await lookOnce(operationId);
    happens();
    await letTimePass(60_000, operationId);
    expect(await end(operationId)).toMatchObject({ state, reason });
    expect(sent()).toBe(0);
  });

  it('is not made for somebody who may no longer do it', async () => {
    const operationId = await arm();
    await lookOnce(operationId);
    await db().execute(sql`update person set disabled_at = now() where id = ${support.id}`);
    spendWorkedExample(core, balanceId);
    await letTimePass(60_000, operationId);
    expect(await end(operationId)).toMatchObject({ reason: 'wait_not_allowed' });
    expect(owner()).toBe(JANE);
  });

  it('ends when its days are over, and when it is cancelled', async () => {
    const expired = await arm();
    await lookOnce(expired);
    await letTimePass(7 * DAY, expired);
    expect(await lookOnce(expired)).toMatchObject({ state: 'cancelled', reason: 'wait_expired' });
    const cancelled = await arm();
    await cancelWaiting(support, { operationId: cancelled });
    spendWorkedExample(core, balanceId);
    await letTimePass(60_000, cancelled);
    expect(await lookOnce(cancelled)).toMatchObject({ reason: 'called_off' });
    expect(owner()).toBe(JANE);
  });

  it('is stored once for a balance, and only for what the person saw', async () => {
    const operationId = await arm();
    expect(await failureOf(arm())).toMatchObject({ code: 'conflict', operationId });
    await cancelWaiting(support, { operationId });
    expect(await failureOf(arm({ impactDigest: 'a'.repeat(64) }))).toMatchObject({
      code: 'conflict',
    });
    expect(await failureOf(arm({ days: 8 }))).toMatchObject({ code: 'invalid' });
    spendWorkedExample(core, balanceId);
    expect(await failureOf(arm())).toMatchObject({ code: 'precondition' });
  });
});
