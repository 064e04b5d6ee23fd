import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { uuidv7 } from '@/lib/base/ids';
import { getOperation } from '@/lib/operations/get-operation';
import { runOperation } from '@/lib/operations/run-operation';
import { person } from '@/lib/testing/actors';
import { failureOf } from '@/lib/testing/failure-of';
import { migratedDatabase } from '@/lib/testing/migrated-database';
import { startTinyCore, wireBalance, wirePerson, type TinyCore } from '@/lib/testing/tiny-core';
import { virtualPorts } from '@/lib/testing/virtual-time';
import { previewReassign } from './preview-reassign';
import { reassignIdentity } from './reassign-identity';
import { previewUndo } from './undo';

migratedDatabase();
const support = person('support', 'Ada Okafor');
const JANE = 'idt_aaaa0000-0000-4000-8000-000000000001';
const MAX = 'idt_bbbb0000-0000-4000-8000-000000000002';
const EVE = 'idt_cccc0000-0000-4000-8000-000000000003';

let core: TinyCore;
let balanceId = '';
let count = 0;
beforeEach(async () => {
  core = await startTinyCore();
  count += 1;
  balanceId = `bln_${String(count).padStart(8, '0')}-0000-4000-8000-0000000000dd`;
  core.identities.set(JANE, wirePerson(JANE, 'Jane', 'Doe'));
  core.identities.set(MAX, wirePerson(MAX, 'Max', 'Roe'));
  core.identities.set(EVE, wirePerson(EVE, 'Eve', 'Poe'));
  core.balances.set(balanceId, wireBalance(balanceId, { identity_id: JANE }));
});
afterEach(() => core.close());

async function give(to: string, given: { undoes?: string } = {}) {
  const preview = await previewReassign(support, { balanceId, toIdentityId: to });
  const operationId = uuidv7();
  const input = {
    balanceId,
    expectedIdentityId: preview.expectedIdentityId,
    toIdentityId: to,
    category: 'account_correction',
    ticket: 'SUP-1',
    note: '',
    confirmation: '',
    impactDigest: preview.impact!.digest,
    ...(given.undoes && { undoes: given.undoes }),
  };
  const request = { actor: support, operationId, input };
  const { state } = await runOperation(reassignIdentity, request, virtualPorts());
  expect(state).toBe('succeeded');
  return operationId;
}
const undoOf = (operationId: string) => previewUndo(support, { balanceId, operationId });

describe('undoing a reassignment', () => {
  it('gives the balance back by a change that names the one it undoes', async () => {
    const first = await give(MAX);
    expect(await undoOf(first)).toMatchObject({
      operationId: first,
      to: { id: JANE, name: 'Jane Doe', type: 'individual' },
    });
    const undo = await give(JANE, { undoes: first });
    expect(core.balances.get(balanceId)!.identity_id).toBe(JANE);
    const { number } = await getOperation(support, first);
    const { undoes, details } = await getOperation(support, undo);
    expect(undoes).toBe(first);
    expect(details).toMatchObject({ undoes: first, undoes_number: number });
  });

  it('is not what gives it to somebody else, or back from somebody else', async () => {
    const first = await give(MAX);
    const sent = () => core.server.seen.filter(({ method }) => method === 'PUT').length;
    const before = sent();
    expect(await failureOf(give(EVE, { undoes: first }))).toMatchObject({ code: 'precondition' });
    expect(sent()).toBe(before);
    await give(EVE);
    expect(await failureOf(give(JANE, { undoes: first }))).toMatchObject({ code: 'precondition' });
    expect(core.balances.get(balanceId)!.identity_id).toBe(EVE);
  });

  it('is impossible for a first owner, another balance, and what is no such change', async () => {
    core.balances.set(balanceId, wireBalance(balanceId, { identity_id: '' }));
    const assigned = await give(JANE);
    expect(await undoOf(assigned)).toBeNull();
    const first = await give(MAX);
    const elsewhere = { balanceId: 'bln_other', operationId: first };
    expect(await previewUndo(support, elsewhere)).toBeNull();
    expect(await undoOf(uuidv7())).toBeNull();
    expect(await undoOf('nonsense')).toBeNull();
  });

  it('is for those who may reassign, and names a former owner that is gone by the id', async () => {
    const first = await give(MAX);
    const auditor = person('auditor');
    const params = { balanceId, operationId: first };
    await expect(previewUndo(auditor, params)).rejects.toThrow(/balances:reassign/);
    core.identities.delete(JANE);
    expect((await undoOf(first))?.to).toEqual({ id: JANE, name: null, type: null });
  });
});
