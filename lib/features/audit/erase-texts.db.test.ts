import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { personal } from '@/lib/audit/facts';
import { getEvent, listEvents } from '@/lib/audit/list';
import { recordEvent } from '@/lib/audit/record';
import { logBundle } from '@/lib/audit/bundle';
import { uuidv7 } from '@/lib/base/ids';
import { db } from '@/lib/db/client';
import { runOperation } from '@/lib/operations/run-operation';
import { person } from '@/lib/testing/actors';
import { CoreDouble } from '@/lib/testing/core-double';
import { setOperation } from '@/lib/testing/double-operations';
import { migratedDatabase } from '@/lib/testing/migrated-database';
import { sealNow } from '@/lib/testing/seal-now';
import { virtualPorts } from '@/lib/testing/virtual-time';
import { nodePorts } from '@/lib/verifier/node-ports';
import { verifyBundle } from '@/lib/verifier/verify';
import { eraseTexts } from './erase-texts';
import { getAuditEvent } from './get-audit-event';
import { eraseTextsInput, type EraseTextsInput } from './schema';

migratedDatabase();
const admin = person('admin', 'Tomás Rivera');
const ada = person('support', 'Ada Okafor');
const core = new CoreDouble();

const erase = (given: Partial<EraseTextsInput> & { entryId: string }) =>
  eraseTexts(admin, {
    scope: 'entry',
    category: 'asked_for',
    ticket: 'DPO-7',
    note: '',
    confirmation: 'erase',
    ...given,
  });

async function verify() {
  await sealNow();
  const files = new Map<string, Uint8Array>();
  for await (const { name, chunks } of logBundle()) {
    let text = '';
    for await (const chunk of chunks) text += chunk;
    files.set(name, Buffer.from(text));
  }
  const { findings } = await verifyBundle(files, {}, nodePorts);
  const told = findings.filter(
    ({ severity, cause }) => severity !== 'note' && cause !== 'no_anchor',
  );
  return told.map(({ cause }) => cause);
}

const leftOf = async (text: string) => {
  const { rows } = await db().execute<{ n: number }>(sql`
    select (select count(*) from personal_text where text like ${`%${text}%`})
      + (select count(*) from operation where described || input like ${`%${text}%`})
      + (select count(*) from operation_step where coalesce(before, '') || coalesce(after, '') like ${`%${text}%`})
      as n`);
  return Number(rows[0]!.n);
};

/** Support gives a balance from Jane to Max; both names are recorded. */
let change = '';
let intent = '';
let edit = '';
beforeAll(async () => {
  core.values.set('bln_1', 'idt_jane');
  const input = { id: 'bln_1', expected: 'idt_jane', value: 'idt_max' };
  change = uuidv7();
  await runOperation(
    setOperation(core),
    { actor: ada, operationId: change, input },
    virtualPorts(),
  );
  intent = (await listEvents('all', { operationId: change }, { limit: 9 })).rows.at(-1)!.id;
  edit = (
    await recordEvent(db(), {
      kind: 'operation.intent',
      actor: ada,
      operation: { id: uuidv7(), kind: 'identity.update', number: 900 },
      subject: { type: 'identity', id: 'idt_jane' },
      before: { email_address: personal('jane@doe.example') },
      after: { email_address: personal('jane@roe.example') },
      reason: { ticket: 'SUP-2', note: personal('Jane wrote to us') },
    })
  ).id;
});

describe('erasing', () => {
  it('is for admins, with a reason, and asks for a word', async () => {
    const given = { entryId: edit, scope: 'entry', category: 'asked_for', ticket: 'T', note: '' };
    await expect(
      eraseTexts(ada, { ...given, confirmation: 'erase' } as EraseTextsInput),
    ).rejects.toMatchObject({ failure: { code: 'forbidden' } });
    expect(eraseTextsInput.safeParse({ ...given, confirmation: 'yes' }).success).toBe(false);
    expect(eraseTextsInput.safeParse({ ...given, confirmation: ' Erase ' }).success).toBe(true);
    expect(
      eraseTextsInput.safeParse({ ...given, ticket: ' ', confirmation: 'erase' }).success,
    ).toBe(false);
  });

  it('takes everything about an identity, and the log still verifies', async () => {
    expect(await verify()).toEqual([]);
    const { entry } = await getAuditEvent(admin, { id: edit, zone: 'UTC' });
    // Of this entry: the actor's name, two addresses and the note. Of Jane, her name beside a balance too.
    expect(entry.erasable).toEqual({ entry: 4, identity: 4 });
    expect(
      (await getAuditEvent(ada, { id: edit, zone: 'UTC' })).entry.erasable.identity,
    ).toBeNull();
    expect(await leftOf('Jane')).toBeGreaterThan(0);

    expect(await erase({ entryId: edit, scope: 'identity', note: 'by letter' })).toEqual({
      erased: 4,
    });
    expect(await leftOf('Jane')).toBe(0);
    expect(await leftOf('jane@')).toBe(0);
    const [event] = (await listEvents('all', { kinds: ['personal_text.erased'] }, { limit: 1 }))
      .rows;
    expect(event).toMatchObject({
      actor: { id: admin.id },
      subject: { type: 'identity', id: 'idt_jane' },
      reason: { category: 'asked_for', ticket: 'DPO-7', note: 'by letter' },
    });
    // Who did it is not about her.
    expect((await getEvent('all', edit))!.actor.name).toBe('Ada Okafor');
    // Also before the record of it is sealed.
    expect(await verify()).toEqual([]);
    expect(await verify()).toEqual([]);
    // The reason for it is about her, too.
    expect(await erase({ entryId: edit, scope: 'identity' })).toEqual({ erased: 1 });
    await expect(erase({ entryId: edit, scope: 'identity' })).rejects.toMatchObject({
      failure: { code: 'precondition' },
    });
  });

  it('takes the texts of one entry, and what the change keeps of them', async () => {
    expect(await leftOf('wrong customer')).toBe(2);
    await erase({ entryId: intent });
    expect(await leftOf('wrong customer')).toBe(0);
    expect((await getAuditEvent(admin, { id: intent, zone: 'UTC' })).entry).toMatchObject({
      actor: { name: null },
      why: { note: { is: 'erased' } },
      erasable: { entry: 0 },
    });
    expect(await verify()).toEqual([]);
  });

  it('waits for a change that is under way', async () => {
    core.values.set('bln_2', 'idt_jane');
    core.fates.push('lost', 'lost', 'lost');
    const input = { id: 'bln_2', expected: 'idt_jane', value: 'idt_max' };
    const operationId = uuidv7();
    await runOperation(setOperation(core), { actor: ada, operationId, input }, virtualPorts());
    const entryId = (await listEvents('all', { operationId }, { limit: 9 })).rows.at(-1)!.id;
    await expect(erase({ entryId })).rejects.toMatchObject({ failure: { code: 'precondition' } });
    expect(await leftOf('wrong customer')).toBe(2);
  });

  it('that nobody recorded is found out', async () => {
    await db().execute(sql`
      delete from personal_text where field = 'reason.note' and text = 'wrong customer'`);
    expect(await verify()).toContain('text_missing');
  });
});
