import { eq, inArray } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { getEvent } from '@/lib/audit/list';
import { type Actor } from '@/lib/base/actor';
import { uuidv7 } from '@/lib/base/ids';
import { db } from '@/lib/db/client';
import { operation } from '@/lib/db/schema/operation';
import { runOperation } from '@/lib/operations/run-operation';
import { person } from '@/lib/testing/actors';
import { CoreDouble, type Fate } from '@/lib/testing/core-double';
import { createOperation, setOperation } from '@/lib/testing/double-operations';
import { migratedDatabase } from '@/lib/testing/migrated-database';
import { sealNow } from '@/lib/testing/seal-now';
import { letTimePass, settled, virtualPorts } from '@/lib/testing/virtual-time';
import { getChange } from './get-change';
import { listChangeActors } from './list-change-actors';
import { listChanges } from './list-changes';
import { listSubjectChanges } from './list-subject-changes';
import { changeSearchParams } from './search-params';

migratedDatabase();
const ada = person('support', 'Ada Okafor');
const ben = person('finance', 'Ben Ito');

let core: CoreDouble;
let balanceId = '';
let count = 0;
beforeEach(() => {
  core = new CoreDouble();
  balanceId = `bln_${(count += 1)}`;
  core.values.set(balanceId, 'jane');
});

async function reassign(...fates: Fate[]) {
  core.fates.push(...fates);
  const input = { id: balanceId, expected: 'jane', value: 'max' };
  const request = { actor: ada, operationId: uuidv7(), input };
  return runOperation(setOperation(core), request, virtualPorts());
}
const list = (given: Record<string, string> = {}) =>
  listChanges(ben, { ...changeSearchParams.parse(given), zone: 'UTC' });

describe('one change', () => {
  it('is told in words, step by step, also while Core cannot give names', async () => {
    const { operationId } = await reassign();
    expect(await getChange(ben, { operationId })).toMatchObject({ seal: null, isSettled: false });
    await sealNow();
    const change = await getChange(ben, { operationId });
    expect(change).toMatchObject({
      kindName: 'Reassign identity',
      state: 'succeeded',
      title: 'max now owns this balance',
      before: { of: 'identity', identity: { id: 'jane', name: null } },
      why: { category: 'account_correction', ticket: 'SUP-1', note: 'wrong customer' },
      actor: { name: 'Ada Okafor', role: 'support' },
      attemptCount: 1,
      open: null,
      isSettled: true,
      next: 'undo',
    });
    expect(change.trail.map(({ text }) => text.replace(/\d+ ms/, 'n ms'))).toEqual([
      'Requested by Ada Okafor; stored before anything was sent',
      'Core read: jane, as expected',
      'Identity change sent, answered 200 after n ms',
      'Read back: max',
      'Outcome recorded: succeeded',
      `Sealed as leaf ${change.seal!.leafIndex}`,
    ]);
    expect(change.readBack!.afterMs).toBeGreaterThanOrEqual(0);
  });

  it('says what is known while nobody knows the outcome, and what came of it', async () => {
    const { operationId } = await reassign('lost', 'lost', 'lost');
    const open = await getChange(ben, { operationId });
    expect(open).toMatchObject({ state: 'unknown', isSettled: false, readBack: null, next: null });
    expect(open.title).toBe('We do not know yet if Core made this change');
    expect(open.open!.reservedUntil).toMatch(/^\d{4}-/);
    expect(open.trail.at(-1)!.text).toMatch(/sent, no usable answer/);

    await settled(operationId, [setOperation(core)]);
    await sealNow();
    expect(await getChange(ben, { operationId })).toMatchObject({
      state: 'failed',
      title: 'Not changed',
      text: expect.stringContaining('jane is still the owner'),
      next: 'review',
      isSettled: true,
    });
  });

  it('leads to its newest entry in the log whoever may see that', async () => {
    const { operationId } = await reassign();
    const entryOf = async (reader: Actor) => (await getChange(reader, { operationId })).entryId;
    const own = await entryOf(ada);
    expect(own).toMatch(/^[0-9a-f-]{36}$/);
    expect(await entryOf(person('auditor', 'Cleo Day'))).toBe(own);
    expect(await entryOf(person('finance', 'Finn Lee'))).toBeNull();
    const event = await getEvent('all', own!);
    expect(event).toMatchObject({ kind: 'operation.outcome' });
  });

  it('offers to choose again when the identity was refused', async () => {
    core.values.set(balanceId, 'jane');
    const { operationId } = await reassign('refused');
    expect(await getChange(ben, { operationId })).toMatchObject({
      state: 'failed',
      next: 'review',
    });
  });

  it('does not exist for a made-up id', async () => {
    const unknown = getChange(ben, { operationId: uuidv7() });
    await expect(unknown).rejects.toMatchObject({ failure: { code: 'notFound' } });
  });
});

describe('the list', () => {
  it('has the open ones on top, each filter, and the people who asked', async () => {
    const known = await reassign();
    const ledger = await runOperation(
      createOperation(core),
      { actor: ben, operationId: uuidv7(), input: { name: 'Escrow' } },
      virtualPorts(),
    );
    core.values.set(balanceId, 'jane');
    const open = await reassign('lost', 'lost', 'lost');
    await letTimePass(1_000);

    const all = await list();
    expect(all.open.map((row) => row.operationId)).toEqual([open.operationId]);
    expect(all.rows.map((row) => row.operationId)).toEqual(
      expect.arrayContaining([known.operationId, ledger.operationId]),
    );
    expect(all.rows.find((row) => row.operationId === ledger.operationId)).toMatchObject({
      before: null,
      after: { of: 'text', text: 'Escrow' },
    });
    const only = async (given: Record<string, string>) => {
      const found = await list(given);
      return [...found.open, ...found.rows].map((row) => row.operationId);
    };
    expect(await only({ kind: 'ledger.create' })).toEqual([ledger.operationId]);
    expect(await only({ actor: ben.id })).toEqual([ledger.operationId]);
    expect(await only({ q: balanceId })).toEqual([open.operationId, known.operationId]);
    expect(await only({ q: `#${ledger.number}` })).toEqual([ledger.operationId]);
    expect(await only({ q: balanceId, state: 'succeeded' })).toEqual([known.operationId]);
    expect(await only({ q: balanceId, state: 'open' })).toEqual([open.operationId]);
    expect(await only({ kind: 'ledger.create', state: 'open' })).toEqual([]);
    expect(await only({ q: balanceId, to: '2020-01-01' })).toEqual([]);
    expect(await only({ q: balanceId, from: '2020-01-01', to: '2999-01-01' })).toHaveLength(2);

    expect(await listChangeActors(ben)).toEqual([
      { id: ada.id, name: 'Ada Okafor' },
      { id: ben.id, name: 'Ben Ito' },
    ]);
    const subject = { type: 'balance' as const, id: balanceId, limit: 1 };
    expect(await listSubjectChanges(ben, subject)).toMatchObject({
      rows: [{ operationId: open.operationId }],
      hasMore: true,
    });
  });

  it('says that more have no outcome than stand on top, and lists all of them', async () => {
    const { operationId } = await reassign('lost', 'lost', 'lost');
    const [row] = await db().select().from(operation).where(eq(operation.id, operationId));
    const { number: _, id: __, ...rest } = row!;
    const at = rest.requestedAt.getTime();
    const copies = Array.from({ length: 54 }, (_copy, before) => ({
      ...rest,
      id: uuidv7(),
      requestedAt: new Date(at - 1_000 * (before + 1)),
    }));
    await db().insert(operation).values(copies);
    const ids = [operationId, ...copies.map(({ id }) => id)];
    const idsOf = (rows: readonly { operationId: string }[]) =>
      rows.map((each) => each.operationId);

    const top = await list({ q: balanceId });
    expect(idsOf(top.open)).toEqual(ids.slice(0, 50));
    expect(top.isOpenCut).toBe(true);

    const first = await list({ q: balanceId, state: 'open' });
    expect(idsOf(first.open)).toEqual(ids.slice(0, 50));
    expect(first).toMatchObject({ isOpenCut: false, rows: [], newer: null });
    const second = await list({ q: balanceId, state: 'open', older: first.older! });
    expect(idsOf(second.open)).toEqual(ids.slice(50));
    expect(second).toMatchObject({ rows: [], older: null });
    await db()
      .delete(operation)
      .where(inArray(operation.id, ids.slice(1)));
  });

  it('reads what is in its address, and ignores the rest', () => {
    expect(changeSearchParams.parse({ kind: 'x', state: 'x', from: 'x', oldest: '2' })).toEqual({});
    expect(changeSearchParams.parse({ kind: 'ledger.create', from: '2026-02-28' })).toEqual({
      kind: 'ledger.create',
      from: '2026-02-28',
    });
  });
});
