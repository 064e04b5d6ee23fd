import { sql } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { listEvents } from '@/lib/audit/list';
import { type EventKind } from '@/lib/audit/events';
import { uuidv7 } from '@/lib/base/ids';
import { db } from '@/lib/db/client';
import { reassignIdentity } from '@/lib/features/balances/reassign-identity';
import { previewReassign } from '@/lib/features/balances/preview-reassign';
import { runOperation } from '@/lib/operations/run-operation';
import { person } from '@/lib/testing/actors';
import { migratedDatabase } from '@/lib/testing/migrated-database';
import { startTinyCore, type TinyCore, wireBalance, wirePerson } from '@/lib/testing/tiny-core';
import { settled, virtualPorts } from '@/lib/testing/virtual-time';
import { explainDrift } from '@/lib/features/owners/explain-drift';
import { getOwnership } from '@/lib/features/owners/get-ownership';
import { countDrifts, listDrifts } from '@/lib/features/owners/list-drifts';
import { getOwnerCheck, requestOwnerCheck } from '@/lib/features/owners/owner-check';
import { sweepOwners } from '@/lib/features/owners/sweep';

migratedDatabase();
const support = person('support', 'Ada Okafor');
const auditor = person('auditor', 'Lena Vogt');
const [JANE, MAX, EVE] = ['jane', 'max', 'eve'].map((name) => `idt_${name}`) as [
  string,
  string,
  string,
];
const ids = Array.from({ length: 130 }, (_, at) => `bln_${String(at).padStart(4, '0')}`);

let core: TinyCore;
beforeAll(async () => {
  core = await startTinyCore();
  for (const [id, name] of [
    [JANE, 'Jane'],
    [MAX, 'Max'],
    [EVE, 'Eve'],
  ] as const) {
    core.identities.set(id, wirePerson(id, name, 'Doe'));
  }
  for (const id of ids) core.balances.set(id, wireBalance(id, { identity_id: JANE }));
  core.balances.set('bln_own', wireBalance('bln_own', { ledger_id: 'general_ledger_id' }));
});

const give = (id: string, owner: string) => void (core.balances.get(id)!.identity_id = owner);

/** What somebody sends who has just looked at the balance. */
async function asSeenNow(balanceId: string, to: string) {
  const from = String(core.balances.get(balanceId)!.identity_id);
  const preview = await previewReassign(support, { balanceId, toIdentityId: to });
  return {
    balanceId,
    expectedIdentityId: from,
    toIdentityId: to,
    category: 'account_correction',
    ticket: 'SUP-1',
    note: 'wrong customer',
    confirmation: '',
    impactDigest: preview.impact!.digest,
  };
}

async function reassign(balanceId: string, to: string, fate?: 'lost') {
  const input = await asSeenNow(balanceId, to);
  if (fate) core.onReassign = (response) => void response.destroy();
  const operationId = uuidv7();
  await runOperation(reassignIdentity, { actor: support, operationId, input }, virtualPorts());
  if (fate) await settled(operationId, [reassignIdentity]);
  core.onReassign = null;
  return operationId;
}

/** Everything is looked at, to the end of a run. */
async function checkAll() {
  await requestOwnerCheck(support);
  for (let turn = 0; turn < 5 && (await getOwnerCheck(support)).isWanted; turn += 1) {
    await sweepOwners();
  }
  expect((await getOwnerCheck(support)).isWanted).toBe(false);
}
const drifts = async () => (await listDrifts(support, {})).rows;
const events = async (kind: EventKind) =>
  (await listEvents('all', { kinds: [kind] }, { limit: 50 })).rows;
const explain = (driftId: string, by = support) =>
  explainDrift(by, { driftId, category: 'known_script', ticket: 'OPS-1', note: 'a script' });

beforeEach(async () => {
  for (const drift of await drifts()) await explain(drift.id);
});

it('takes down who owns what at first, page by page, and finds nothing', async () => {
  await sweepOwners();
  const check = await getOwnerCheck(support);
  expect(check.all).toMatchObject({ isBaseline: false, isRunning: false, lastChecked: 131 });
  expect(await drifts()).toEqual([]);
  expect(await events('owner.baseline')).toMatchObject([{ after: { balances: 131 } }]);
  // Nothing is due any more.
  const asked = core.server.seen.length;
  await sweepOwners();
  expect(core.server.seen.length).toBe(asked);
});

it('finds an owner that somebody else changed, once, and lets a person explain it', async () => {
  give(ids[7]!, EVE);
  await checkAll();
  const [drift, ...more] = await drifts();
  expect(more).toEqual([]);
  expect(drift).toMatchObject({
    cause: 'outside',
    balanceId: ids[7],
    from: { id: JANE, name: 'Jane Doe' },
    to: { id: EVE, name: 'Eve Doe' },
    lateOf: null,
  });
  const [event] = await events('owner.drift');
  expect(event).toMatchObject({
    id: drift!.id,
    outcome: 'drift',
    actor: { kind: 'system', name: 'Owner check' },
    before: { identity_id: JANE },
    after: { identity_id: EVE },
  });
  await checkAll();
  expect(await drifts()).toHaveLength(1);
  // Never repaired silently.
  expect(core.balances.get(ids[7]!)!.identity_id).toBe(EVE);

  await expect(explain(drift!.id, auditor)).rejects.toMatchObject({
    failure: { code: 'forbidden' },
  });
  await explain(drift!.id);
  expect(await countDrifts(support)).toBe(0);
  expect((await events('owner.explained'))[0]).toMatchObject({
    subject: { type: 'balance', id: ids[7] },
    reason: { category: 'known_script', ticket: 'OPS-1', note: 'a script' },
  });
  await expect(explain(drift!.id)).rejects.toMatchObject({ failure: { code: 'conflict' } });
});

it('knows what our own changes did, whatever came between two looks', async () => {
  await reassign(ids[11]!, MAX);
  await checkAll();
  expect(await drifts()).toEqual([]);
  // Given back past us to whom the last look showed: only our own change tells that it differs.
  await reassign(ids[12]!, MAX);
  give(ids[12]!, JANE);
  await checkAll();
  expect(await drifts()).toMatchObject([
    { balanceId: ids[12], from: { id: MAX }, to: { id: JANE } },
  ]);
});

it('leaves alone what is being changed, and looks again later', async () => {
  give(ids[13]!, EVE);
  await db().execute(sql`
    insert into reservation (subject, operation_id, until)
    select ${`balance:${ids[13]}`}, id, now() from operation limit 1`);
  await checkAll();
  expect(await drifts()).toEqual([]);
  await db().execute(sql`delete from reservation`);
  await checkAll();
  expect(await drifts()).toHaveLength(1);
});

it('names a late answer of our own change as such', async () => {
  const operationId = await reassign(ids[21]!, MAX, 'lost');
  // The request that was given up arrives after all.
  give(ids[21]!, MAX);
  await checkAll();
  const [drift] = await drifts();
  expect(drift).toMatchObject({
    cause: 'late_answer',
    balanceId: ids[21],
    lateOf: { operationId },
  });
  const [event] = await events('owner.drift');
  expect(event!.payload).toMatchObject({
    cause: 'late_answer',
    late_answer_of: { id: operationId, number: Number(drift!.lateOf!.number) },
  });
});

it('finds within the next look at recent balances what lands late', async () => {
  await reassign(ids[22]!, MAX, 'lost');
  give(ids[22]!, MAX);
  await db().execute(sql`
    update owner_sweep set is_wanted = true where scope = 'recent'`);
  await sweepOwners();
  expect(await drifts()).toMatchObject([{ cause: 'late_answer', balanceId: ids[22] }]);
});

it('names a late answer on a balance that no check has looked at before', async () => {
  const id = 'bln_new';
  core.balances.set(id, wireBalance(id, { identity_id: JANE }));
  const operationId = await reassign(id, MAX, 'lost');
  give(id, MAX);
  await checkAll();
  expect(await drifts()).toMatchObject([
    { cause: 'late_answer', balanceId: id, from: { id: JANE }, lateOf: { operationId } },
  ]);
});

it('still finds what somebody else did before a change of ours that came to nothing', async () => {
  const balanceId = ids[23]!;
  const input = await asSeenNow(balanceId, MAX);
  give(balanceId, EVE);
  const request = { actor: support, operationId: uuidv7(), input };
  expect((await runOperation(reassignIdentity, request, virtualPorts())).state).toBe('conflict');
  await checkAll();
  expect(await drifts()).toMatchObject([
    { cause: 'outside', balanceId, from: { id: JANE }, to: { id: EVE } },
  ]);
});

it('calls a Core that was restored one incident, and takes its owners down anew', async () => {
  for (const id of ids.slice(30, 90)) give(id, EVE);
  await checkAll();
  const [incident, ...more] = await drifts();
  expect(more).toEqual([]);
  expect(incident).toMatchObject({ cause: 'incident', balances: 60, balanceId: null });
  expect((await events('owner.incident'))[0]!.payload.examples).toHaveLength(50);
  await checkAll();
  expect(await drifts()).toHaveLength(1);

  await explain(incident!.id);
  await checkAll();
  expect(await drifts()).toEqual([]);
  expect(await events('owner.baseline')).toHaveLength(2);
  give(ids[31]!, MAX);
  await checkAll();
  expect(await drifts()).toMatchObject([{ from: { id: EVE }, to: { id: MAX } }]);
});

describe('the history of a balance', () => {
  it('tells who owned it from when to when, and by which change', async () => {
    const id = ids[7]!;
    const { periods } = await getOwnership(auditor, { balanceId: id });
    expect(
      periods.map(({ owner, cause }) => [owner === 'unknown' ? owner : owner?.id, cause?.is]),
    ).toEqual([
      [EVE, 'drift'],
      [JANE, 'first_seen'],
      ['unknown', undefined],
    ]);
    expect(periods[0]!.to).toBeNull();
    expect(periods[0]!.notBefore).toBe(periods[1]!.from);
  });
});

describe('a balance with the mark of a change', () => {
  const [made, forged] = [ids[101]!, ids[102]!];
  const causes = async (id: string) =>
    (await getOwnership(auditor, { balanceId: id })).periods.map(({ cause }) => cause?.is);

  it('was made by it only if that change has found this very balance', async () => {
    const operationId = uuidv7();
    await db().execute(sql`
      insert into operation (id, kind, actor_kind, actor_id, actor_name, input, input_hash, state,
        described, subject_type, subject_id, epoch, requested_at, outcome_at)
      values (${operationId}, 'balance.create', 'person', 'p', 'P', '{}', '', 'succeeded',
        ${JSON.stringify({ before: {}, after: { identity_id: JANE } })}, 'balance', ${made}, 1, now(), now())`);
    for (const id of [made, forged]) {
      core.balances.get(id)!.meta_data = { counterfoil_operation_id: operationId };
    }
    expect(await causes(made)).toEqual(['change']);
    expect(await causes(forged)).toEqual(['first_seen', undefined]);
  });

  it('also if it was made to move the money of another one', async () => {
    const operationId = uuidv7();
    await db().execute(sql`
      insert into operation (id, kind, actor_kind, actor_id, actor_name, input, input_hash, state,
        described, subject_type, subject_id, epoch, requested_at, outcome_at)
      values (${operationId}, 'balance.move_to_new', 'person', 'p', 'P', '{}', '', 'succeeded',
        ${JSON.stringify({ before: {}, after: { identity_id: MAX } })}, 'balance', 'bln_old', 1, now(), now())`);
    await db().execute(sql`
      insert into operation_step (operation_id, step_no, name, data, decided_at, after)
      values (${operationId}, 1, 'create', '{}', now(), ${JSON.stringify({ balance_id: ids[103] })})`);
    for (const id of [ids[103]!, forged]) {
      core.balances.get(id)!.meta_data = { counterfoil_operation_id: operationId };
    }
    expect((await causes(ids[103]!)).at(-1)).toBe('change');
    expect(await causes(forged)).toEqual(['first_seen', undefined]);
  });
});

describe('while Core is away', () => {
  beforeAll(() => core.close());

  it('the check keeps why, and goes on later', async () => {
    await requestOwnerCheck(support);
    await sweepOwners();
    const check = await getOwnerCheck(support);
    const problem = 'Core could not be read.';
    expect([check.recent.problem, check.all.problem]).toEqual([problem, problem]);
    expect(check.isWanted).toBe(true);
  });

  it('the history is what is recorded here', async () => {
    const { periods, shown } = await getOwnership(auditor, { balanceId: ids[11]! });
    expect(shown).toBeUndefined();
    expect(periods.map(({ cause }) => cause?.is)).toEqual(['change', 'first_seen', undefined]);
    const nothing = await getOwnership(auditor, { balanceId: 'bln_none' });
    expect(nothing.periods).toEqual([]);
  });
});
