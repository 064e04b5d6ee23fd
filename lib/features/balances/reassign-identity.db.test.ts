import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DomainError, type Failure } from '@/lib/base/result';
import { uuidv7 } from '@/lib/base/ids';
import { getOperation } from '@/lib/operations/get-operation';
import { runOperation } from '@/lib/operations/run-operation';
import { person } from '@/lib/testing/actors';
import { migratedDatabase } from '@/lib/testing/migrated-database';
import { startTinyCore, wireBalance, wirePerson, type TinyCore } from '@/lib/testing/tiny-core';
import { answerJson } from '@/lib/testing/tiny-server';
import { settled, virtualPorts } from '@/lib/testing/virtual-time';
import { trackWorkedExample } from '@/lib/testing/worked-example';
import { previewReassign } from './preview-reassign';
import { reassignIdentity } from './reassign-identity';

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
  balanceId = `bln_${String(count).padStart(8, '0')}-0000-4000-8000-00000000f0a7`;
  core.identities.set(JANE, wirePerson(JANE, 'Jane', 'Doe'));
  core.identities.set(MAX, wirePerson(MAX, 'Max', 'Roe'));
  core.balances.set(balanceId, wireBalance(balanceId, { balance: 50_000, identity_id: JANE }));
});
afterEach(() => core.close());

async function input(given: Record<string, unknown> = {}) {
  const toIdentityId = String(given.toIdentityId ?? MAX);
  const preview = await previewReassign(support, { balanceId, toIdentityId });
  return {
    balanceId,
    expectedIdentityId: preview.expectedIdentityId,
    toIdentityId,
    category: 'account_correction',
    ticket: 'SUP-20631',
    note: 'Opened for the wrong customer.',
    confirmation: '',
    impactDigest: preview.impact!.digest,
    ...given,
  };
}

const run = (given: unknown, operationId = uuidv7()) =>
  runOperation(reassignIdentity, { actor: support, operationId, input: given }, virtualPorts());

async function failure(work: Promise<unknown>): Promise<Failure> {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(DomainError);
  return (error as DomainError).failure;
}

const sent = () => core.server.seen.filter(({ method }) => method === 'PUT').length;

describe('the preview', () => {
  it('shows both sides, masked, with the number of their balances', async () => {
    const preview = await previewReassign(support, { balanceId, toIdentityId: MAX });
    expect(preview).toMatchObject({
      balance: { amount: { minor: '50000', currency: 'USD', decimals: 2 }, strategy: null },
      from: {
        name: 'Jane Doe',
        email: 'j•••@doe.example',
        balances: { total: 1, more: false, byCurrency: [{ currency: 'USD', count: 1 }] },
      },
      to: { name: 'Max Roe', balances: { total: 0 } },
      expectedIdentityId: JANE,
      impact: {
        verdict: 'label_only',
        title: 'Label change only; money and history stay as they are',
        needsConfirmation: false,
        outcome: { strong: 'Max Roe will own this balance of 500.00 USD.' },
      },
    });
    expect(JSON.stringify(preview)).not.toContain('jane@doe.example');
  });

  it('names the effects with this balance’s own amounts', async () => {
    trackWorkedExample(core, balanceId);
    const { impact } = await previewReassign(support, { balanceId, toIdentityId: MAX });
    expect(impact).toMatchObject({ verdict: 'will_break', needsConfirmation: true });
    expect(impact!.effects.map(({ kind }) => kind)).toEqual([
      'debit_stops_lineage',
      'credit_hides',
      'never_delete_owner',
    ]);
    expect(impact!.aside).toEqual([
      { amount: '120.00 USD' },
      ' tagged: stripe 70.00, paypal 50.00',
    ]);
  });

  it('refuses a balance that Core keeps itself, here and at the submit', async () => {
    const asked = await input();
    Object.assign(core.balances.get(balanceId)!, { ledger_id: 'general_ledger_id' });
    const refusal = { code: 'precondition', message: expect.stringMatching(/^Core keeps this/) };
    const preview = previewReassign(support, { balanceId, toIdentityId: MAX });
    expect(await failure(preview)).toMatchObject(refusal);
    expect(await failure(run(asked))).toMatchObject(refusal);
    expect(sent()).toBe(0);
  });

  it('refuses at the field: an identity that Core does not know, and the owner', async () => {
    const none = await failure(previewReassign(support, { balanceId, toIdentityId: 'idt_none' }));
    expect(none).toMatchObject({ code: 'notFound', fields: { toIdentityId: expect.any(String) } });
    const same = await failure(previewReassign(support, { balanceId, toIdentityId: JANE }));
    expect(same).toMatchObject({
      code: 'invalid',
      fields: { toIdentityId: 'Jane Doe owns this balance already. Choose another identity.' },
    });
  });

  it('blocks when lineage cannot be read', async () => {
    trackWorkedExample(core, balanceId);
    core.lineages.set(balanceId, { nothing: 'that Core answers' });
    const { impact } = await previewReassign(support, { balanceId, toIdentityId: MAX });
    expect(impact).toMatchObject({ verdict: 'blocked', title: 'Lineage could not be read' });
  });
});

describe('the change', () => {
  it('succeeds, and keeps what the person saw as evidence', async () => {
    const standing = await run(await input());
    expect(standing).toMatchObject({ state: 'succeeded', subjectId: balanceId });
    expect(core.balances.get(balanceId)).toMatchObject({ identity_id: MAX });
    const slip = await getOperation(support, standing.operationId);
    expect(slip).toMatchObject({
      requested: {
        before: { identity_id: JANE, identity_name: { text: 'Jane Doe' } },
        after: { identity_id: MAX, identity_name: { text: 'Max Roe' } },
      },
      before: { identity_id: JANE, balance: '50000', currency: 'USD' },
      after: { identity_id: MAX, balance: '50000' },
      why: { category: 'account_correction', ticket: 'SUP-20631' },
      details: { verdict: 'label_only', ledger_name: 'Customer wallets' },
    });
  });

  it('assigns a balance of nobody’s', async () => {
    core.balances.get(balanceId)!.identity_id = '';
    const { impact } = await previewReassign(support, { balanceId, toIdentityId: MAX });
    expect(impact!.outcome.rest).toContain('cannot be undone');
    const given = await input();
    expect(given.expectedIdentityId).toBeNull();
    expect(await run(given)).toMatchObject({ state: 'succeeded' });
  });

  it('of a tracked balance needs the typed confirmation, and keeps every effect', async () => {
    trackWorkedExample(core, balanceId);
    const given = await input();
    expect(await failure(run(given))).toMatchObject({
      code: 'invalid',
      fields: { confirmation: 'Type f0a7, the end of this balance’s id.' },
    });
    expect(sent()).toBe(0);
    const standing = await run({ ...given, confirmation: ' F0A7 ' });
    expect(standing.state).toBe('succeeded');
    const { details } = await getOperation(support, standing.operationId);
    expect(details).toMatchObject({
      verdict: 'will_break',
      lineage_tagged: '120.00 USD tagged: stripe 70.00, paypal 50.00',
      effect_1: { text: expect.stringContaining('Max Roe’s lineage total (0.00 USD)') },
      impact_digest: given.impactDigest,
    });
  });

  it('is a conflict when its effects are no longer those that the person saw', async () => {
    trackWorkedExample(core, balanceId);
    const given = await input({ confirmation: 'f0a7' });
    Object.assign(core.balances.get('bln_stripe')!, { credit_balance: 4_000, balance: -6_000 });
    const lineage = core.lineages.get(balanceId) as { providers: Record<string, number>[] };
    Object.assign(lineage.providers[0]!, { available: 6_000, spent: 4_000 });
    const changed = await failure(run(given));
    expect(changed.code).toBe('conflict');
    expect(changed.message).toContain('110.00 USD tagged: stripe 60.00, paypal 50.00');
    expect(sent()).toBe(0);
  });

  it('waits while lineage is being booked', async () => {
    trackWorkedExample(core, balanceId);
    const given = await input({ confirmation: 'f0a7' });
    core.transactions.unshift({
      transaction_id: 'txn_1',
      precise_amount: 1_000,
      currency: 'USD',
      source: balanceId,
      destination: 'bln_shop',
      reference: 'r1',
      status: 'APPLIED',
      created_at: new Date().toISOString(),
      meta_data: null,
    });
    expect(await failure(run(given))).toMatchObject({ code: 'precondition' });
    expect(sent()).toBe(0);
  });

  it('records that somebody else was first, with the owner that the person saw', async () => {
    const given = await input();
    const EVE = 'idt_cccc0000-0000-4000-8000-000000000003';
    core.identities.set(EVE, wirePerson(EVE, 'Eve', 'Poe'));
    core.balances.get(balanceId)!.identity_id = EVE;
    const standing = await run(given);
    expect(standing).toMatchObject({ state: 'conflict', reason: 'changed_before' });
    expect(sent()).toBe(0);
    expect(await getOperation(support, standing.operationId)).toMatchObject({
      requested: { before: { identity_name: { text: 'Jane Doe' } } },
      after: { identity_id: EVE },
    });
  });

  it('refuses the owner and an unknown identity before anything is recorded', async () => {
    const given = await input();
    expect(await failure(run({ ...given, toIdentityId: JANE }))).toMatchObject({
      code: 'invalid',
      fields: { toIdentityId: expect.stringContaining('Jane Doe') },
    });
    expect(await failure(run({ ...given, toIdentityId: 'idt_none' }))).toMatchObject({
      code: 'notFound',
    });
    expect(sent()).toBe(0);
  });

  it('says that nothing was changed when Core cannot be asked, or has no such balance', async () => {
    const given = await input();
    expect(await failure(run({ ...given, balanceId: 'bln_none' }))).toMatchObject({
      code: 'notFound',
    });
    await core.close();
    expect(await failure(run(given))).toMatchObject({
      code: 'precondition',
      message: expect.stringContaining('Nothing was changed'),
    });
  });

  it('says that the identity vanished between the check and the write', async () => {
    core.onReassign = (response) => {
      const message = `Identity with ID '${MAX}' not found`;
      answerJson(
        response,
        { error: message, error_detail: { code: 'BAL_NOT_FOUND', message } },
        { status: 404 },
      );
    };
    expect(await run(await input())).toMatchObject({
      state: 'failed',
      reason: 'refused',
      message: 'Core has no identity idt_bbbb00…0002 (404).',
      fields: { toIdentityId: expect.any(String) },
    });
  });

  it('finds out by itself when the answer is lost', async () => {
    core.onReassign = (response, apply) => {
      apply();
      response.destroy();
    };
    const standing = await run(await input());
    const slip = await settled(standing.operationId, [reassignIdentity]);
    expect(slip).toMatchObject({ state: 'succeeded', attempts: [{ result: 'unanswered' }] });
  });
});
