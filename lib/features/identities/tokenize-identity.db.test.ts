import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { uuidv7 } from '@/lib/base/ids';
import { getOperation } from '@/lib/operations/get-operation';
import { runOperation } from '@/lib/operations/run-operation';
import { person } from '@/lib/testing/actors';
import { eventKindsAbout } from '@/lib/testing/events-about';
import { failureOf } from '@/lib/testing/failure-of';
import { migratedDatabase } from '@/lib/testing/migrated-database';
import { startTinyCore, wireBalance, wirePerson, type TinyCore } from '@/lib/testing/tiny-core';
import { virtualPorts } from '@/lib/testing/virtual-time';
import { getIdentity } from './get-identity';
import { getIdentityForm } from './get-identity-form';
import { previewTokenize } from './preview-tokenize';
import { revealField } from './reveal-field';
import { tokenizeIdentity } from './tokenize-identity';
import { updateIdentity } from './update-identity';

migratedDatabase();
const admin = person('admin', 'Tomás Rivera');

let core: TinyCore;
let id = '';
let count = 0;
beforeEach(async () => {
  core = await startTinyCore();
  count += 1;
  id = `idt_ee${String(count).padStart(2, '0')}0000-0000-4000-8000-00000000f0a7`;
  core.identities.set(id, { ...wirePerson(id, 'Jane', 'Doe'), phone_number: '+44 20 7946 0047' });
});
afterEach(() => core.close());

const sent = () =>
  core.server.seen
    .filter(({ url }) => url.endsWith('/tokenize'))
    .map(({ body }) => (JSON.parse(body) as { fields: string[] }).fields);
const input = (given: object = {}) => ({
  identityId: id,
  seenName: 'Jane Doe',
  fields: ['emailAddress', 'phoneNumber'],
  ticket: 'DPO-12',
  note: '',
  effectDigest: '',
  confirmation: 'f0a7',
  ...given,
});
const run = (given: object = {}, operationId = uuidv7()) =>
  runOperation(
    tokenizeIdentity,
    { actor: admin, operationId, input: input(given) },
    virtualPorts(),
  );
const preview = (fields: string[]) => previewTokenize(admin, { identityId: id, fields });

describe('tokenizing fields of an identity', () => {
  it('is sent once, and told from a read of Core; the values stay out of the log', async () => {
    const operationId = uuidv7();
    expect((await run({}, operationId)).state).toBe('succeeded');
    expect(sent()).toEqual([['EmailAddress', 'PhoneNumber']]);
    expect(await eventKindsAbout(id)).toEqual([
      'operation.intent',
      'operation.attempt',
      'operation.outcome',
    ]);
    const recorded = await getOperation(admin, operationId);
    expect(JSON.stringify(recorded)).not.toMatch(/jane@|7946/);
    expect(recorded.requested.before).toMatchObject({
      fields: 'plain text',
      email_address: 'plain text',
    });
    expect(recorded.after).toMatchObject({ fields: 'tokenized', phone_number: 'tokenized' });
    expect((await getIdentity(admin, { identityId: id })).tokenized).toEqual([
      'emailAddress',
      'phoneNumber',
    ]);
  });

  it('goes on with what is left when Core breaks off in the middle', async () => {
    core.tokenFault = 'breaks_off';
    expect((await run()).state).toBe('succeeded');
    expect(sent()).toEqual([['EmailAddress', 'PhoneNumber'], ['PhoneNumber']]);
  });

  it('says which are done and which are not, when Core refuses the rest', async () => {
    core.tokenFault = 'noted_meanwhile';
    const operationId = uuidv7();
    expect(await run({}, operationId)).toMatchObject({ state: 'failed', reason: 'refused' });
    const { after } = await getOperation(admin, operationId);
    expect(after).toEqual({
      fields: 'partly tokenized',
      email_address: 'tokenized',
      phone_number: 'plain text',
    });
  });

  it.each([
    ['is not set', { street: '' }, ['street'], 'Street is not set.'],
    [
      'is tokenized already',
      { email_address: 'FPT:x:eA==' },
      ['emailAddress'],
      'E-mail is tokenized already.',
    ],
    [
      'was written over',
      { meta_data: { tokenized_fields: { EmailAddress: true } } },
      ['emailAddress'],
      'E-mail was tokenized once and written over since',
    ],
  ])('does not send a field that %s', async (_what, stored, fields, words) => {
    Object.assign(core.identities.get(id)!, stored);
    const failure = await failureOf(run({ fields }));
    expect(failure).toMatchObject({ code: 'invalid', fields: { fields: expect.any(String) } });
    expect(failure.message).toContain(words);
    expect(sent()).toEqual([]);
  });

  it('asks for the end of the id, the name that was seen, and a field', async () => {
    expect(await failureOf(run({ confirmation: '' }))).toMatchObject({
      code: 'invalid',
      fields: { confirmation: 'Type f0a7, the end of this identity’s id.' },
    });
    expect(await failureOf(run({ seenName: 'Jane Roe' }))).toMatchObject({ code: 'conflict' });
    expect(await failureOf(run({ fields: [] }))).toMatchObject({ code: 'invalid' });
    expect(await failureOf(run({ fields: ['city'] }))).toMatchObject({ code: 'invalid' });
    expect(sent()).toEqual([]);
  });

  it('is refused with words when Core has no secret', async () => {
    core.tokenFault = 'no_secret';
    const standing = await run();
    expect(standing).toMatchObject({ state: 'failed', reason: 'refused' });
    expect(standing.message).toContain('Core has no secret to tokenize with');
  });

  it('says what a tokenized name does to lineage, and does it only for what was shown', async () => {
    const indicator = `@jane_doe_${id.slice(0, 8)}_lineage`;
    const total = wireBalance('bln_total', { ledger_id: 'general_ledger_id', indicator });
    core.balances.set('bln_total', { ...total, balance: 7_000 });
    expect((await preview(['emailAddress'])).effect).toEqual({ kind: 'none' });
    const { effect } = await preview(['lastName']);
    expect(effect).toMatchObject({ kind: 'breaks' });
    expect(JSON.stringify(effect)).toContain('there is no way back');
    const fields = ['lastName'];
    expect(await failureOf(run({ fields }))).toMatchObject({ code: 'conflict' });
    expect(sent()).toEqual([]);
    const effectDigest = effect.kind === 'breaks' ? effect.digest : '';
    expect((await run({ fields, effectDigest })).state).toBe('succeeded');
  });
});

describe('an identity with tokenized fields', () => {
  beforeEach(async () => {
    await run({ fields: ['firstName', 'emailAddress'] });
  });

  it('shows no token anywhere', async () => {
    const detail = await getIdentity(admin, { identityId: id });
    expect(detail).toMatchObject({ name: '[tokenized] Doe', firstName: null });
    const form = await getIdentityForm(admin, { identityId: id });
    expect(form.tokenized).toEqual(['firstName', 'emailAddress']);
    const { fields } = await preview([]);
    const { metaData: _, ...shown } = detail;
    expect(JSON.stringify([shown, form, fields])).not.toContain('FPT:');
    expect(fields.map(({ field, state }) => `${field} ${state}`)).toEqual([
      'firstName tokenized',
      'lastName plain',
      'emailAddress tokenized',
      'phoneNumber plain',
    ]);
  });

  it('is revealed by asking Core what is behind a token', async () => {
    const reveal = (field: 'firstName' | 'emailAddress') =>
      revealField(admin, { identityId: id, field, reason: 'SUP-1' });
    expect(await reveal('firstName')).toEqual({ value: 'Jane' });
    expect(await reveal('emailAddress')).toEqual({ value: 'jane@doe.example' });
    const before = (await eventKindsAbout(id)).length;
    core.identities.get(id)!.meta_data = null;
    expect(await failureOf(reveal('firstName'))).toMatchObject({ code: 'precondition' });
    expect(await eventKindsAbout(id)).toHaveLength(before);
  });

  it('takes no plain text in the place of a token', async () => {
    const failure = await failureOf(
      runOperation(
        updateIdentity,
        {
          actor: admin,
          operationId: uuidv7(),
          input: {
            identityId: id,
            changes: { firstName: 'Joan' },
            seen: { firstName: '' },
            ticket: 'SUP-2',
            note: '',
            effectDigest: '',
            confirmation: '',
          },
        },
        virtualPorts(),
      ),
    );
    expect(failure.fields?.firstName).toContain('It is tokenized.');
  });
});
