import { and, eq } from 'drizzle-orm';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { exportEvents } from '@/lib/audit/export';
import { uuidv7 } from '@/lib/base/ids';
import { db } from '@/lib/db/client';
import { auditEvent } from '@/lib/db/schema/audit';
import { getOperation } from '@/lib/operations/get-operation';
import { runOperation } from '@/lib/operations/run-operation';
import { person } from '@/lib/testing/actors';
import { eventKindsAbout } from '@/lib/testing/events-about';
import { failureOf } from '@/lib/testing/failure-of';
import { migratedDatabase } from '@/lib/testing/migrated-database';
import { testRoles } from '@/lib/testing/test-roles';
import { startTinyCore, wireBalance, wirePerson, type TinyCore } from '@/lib/testing/tiny-core';
import { virtualPorts } from '@/lib/testing/virtual-time';
import { revealFieldAction } from './actions';
import { getIdentityForm } from './get-identity-form';
import { previewRename } from './preview-rename';
import { revealField } from './reveal-field';
import { updateIdentity } from './update-identity';

const database = migratedDatabase();
const signedIn = vi.hoisted(() => ({ actor: null as unknown }));
vi.mock('@/lib/auth/session', () => ({ currentActor: async () => signedIn.actor }));

const support = person('support', 'Ada Okafor');
const finance = person('finance', 'Ben Ito');

let core: TinyCore;
let id = '';
let count = 0;
beforeEach(async () => {
  core = await startTinyCore();
  count += 1;
  id = `idt_aaaa${String(count).padStart(4, '0')}-0000-4000-8000-00000000f0a7`;
  const jane = { ...wirePerson(id, 'Jane', 'Doe'), city: 'Lagos', dob: '1990-01-02T00:00:00Z' };
  core.identities.set(id, jane);
});
afterEach(() => core.close());

const sent = () => core.server.seen.filter(({ method }) => method === 'PUT').length;

async function asOwner(statement: string) {
  const client = new pg.Client({ connectionString: database.urls.ownerUrl });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}

describe('a reveal', () => {
  const input = () => ({ identityId: id, field: 'emailAddress', reason: 'SUP-9 caller' }) as const;

  it('shows one value, and keeps who looked at which field and why', async () => {
    expect(await revealField(support, input())).toEqual({ value: 'jane@doe.example' });
    expect(await eventKindsAbout(id)).toEqual(['reveal']);
    const filter = { subjectType: 'identity', subjectId: id };
    let text = '';
    for await (const chunk of exportEvents(support, { scope: 'all', filter, format: 'json' })) {
      text += chunk;
    }
    expect(text).toContain('SUP-9 caller');
    expect(text).toContain('email_address');
    expect(text).not.toContain('jane@doe.example');
  });

  it('shows nothing when it cannot be recorded', async () => {
    await asOwner(`revoke insert on audit_event from ${testRoles.app.name}`);
    try {
      await expect(revealField(support, input())).rejects.toThrow();
    } finally {
      await asOwner(`grant insert on audit_event to ${testRoles.app.name}`);
    }
    expect(await eventKindsAbout(id)).toEqual([]);
  });

  it('is refused to a role without it before Core is asked, and that is recorded', async () => {
    signedIn.actor = finance;
    const answer = await revealFieldAction(input());
    expect(answer).toMatchObject({ ok: false, error: { code: 'forbidden' } });
    expect(core.server.seen).toEqual([]);
    expect(await eventKindsAbout(id)).toEqual([]);
    const denied = await db()
      .select({ body: auditEvent.body })
      .from(auditEvent)
      .where(and(eq(auditEvent.actorId, finance.id), eq(auditEvent.kind, 'access.denied')));
    expect(denied).toHaveLength(1);
    expect(JSON.parse(denied[0]!.body)).toMatchObject({ permission: 'identities:reveal' });
  });

  it('asks for a reason at its field', async () => {
    signedIn.actor = support;
    const answer = await revealFieldAction({ ...input(), reason: '  ' });
    expect(answer).toMatchObject({
      ok: false,
      error: { code: 'invalid', fields: { reason: expect.any(String) } },
    });
    expect(core.server.seen).toEqual([]);
  });
});

/** What the form of that person would send. */
async function change(changes: Record<string, string>, given: Record<string, unknown> = {}) {
  const form = await getIdentityForm(finance, { identityId: id });
  const seen = Object.fromEntries(
    Object.keys(changes).map((field) => [field, form.seen[field as keyof typeof form.seen]]),
  );
  const rest = { ticket: 'FIN-3', note: '', effectDigest: '', confirmation: '' };
  return { identityId: id, changes, seen, ...rest, ...given };
}
const run = (input: unknown) =>
  runOperation(updateIdentity, { actor: finance, operationId: uuidv7(), input }, virtualPorts());

describe('the edit form', () => {
  it('holds no personal value, and marks that nobody can compare with another identity', async () => {
    const form = await getIdentityForm(finance, { identityId: id });
    expect(JSON.stringify(form)).not.toMatch(/jane@|1990/);
    expect(form.values).toMatchObject({ emailAddress: '', dob: '', city: 'Lagos' });
    expect(form.masked).toMatchObject({ emailAddress: 'j•••@doe.example', street: null });

    const other = `${id}-other`;
    core.identities.set(other, { ...core.identities.get(id), identity_id: other });
    const namesake = await getIdentityForm(finance, { identityId: other });
    expect(namesake.seen.dob).not.toBe(form.seen.dob);
    expect(namesake.seen.city).toBe(form.seen.city);
  });
});

describe('an update', () => {
  it('replaces what was not seen, and keeps masks and what was asked for', async () => {
    const input = await change({ emailAddress: 'new@doe.example', city: 'Abuja' });
    const standing = await run(input);
    expect(standing.state).toBe('succeeded');
    expect(core.identities.get(id)).toMatchObject({
      email_address: 'new@doe.example',
      city: 'Abuja',
      first_name: 'Jane',
    });
    const slip = await getOperation(finance, standing.operationId);
    expect(slip.requested).toMatchObject({
      before: { email_address: { text: 'j•••@doe.example' }, city: { text: 'Lagos' } },
      after: { email_address: { text: 'n•••@doe.example' }, city: { text: 'Abuja' } },
    });
    expect(JSON.stringify(slip)).not.toMatch(/jane@|new@/);
    expect(slip.details).toMatchObject({ subject_name: { text: 'Jane Doe' } });
  });

  it('meets a conflict when somebody else changed what it could not see', async () => {
    const input = await change({ dob: '1991-05-05' });
    core.identities.get(id)!.dob = '1992-06-06T00:00:00Z';
    const standing = await run(input);
    expect(standing.state).toBe('conflict');
    expect(sent()).toBe(0);
    const slip = await getOperation(finance, standing.operationId);
    expect(slip.requested.before.dob).toEqual({ text: '•••' });
  });

  it('says what was seen, not what stands there now', async () => {
    const input = await change({ city: 'Abuja' });
    core.identities.get(id)!.city = 'Kano';
    const standing = await run(input);
    expect(standing.state).toBe('conflict');
    const slip = await getOperation(finance, standing.operationId);
    expect(slip.requested.before).toEqual({ city: { text: 'Lagos' } });
    expect(slip.before).toEqual({ city: { text: 'Kano' } });
  });

  it('does not tell whether a guess was right without recording it', async () => {
    const standing = await run(await change({ dob: '1990-01-02' }));
    expect(standing.state).toBe('no_change');
    expect(await eventKindsAbout(id)).toContain('operation.intent');
    expect(sent()).toBe(0);
    const city = await failureOf(run(await change({ city: 'Lagos' })));
    expect(city).toMatchObject({ code: 'invalid', fields: { city: expect.any(String) } });
  });

  it('refuses to clear what Core cannot clear', async () => {
    const failure = await failureOf(run(await change({ city: '' })));
    expect(failure.fields?.city).toContain('Core cannot clear a field');
    expect(sent()).toBe(0);
  });
});

describe('a rename', () => {
  beforeEach(() => {
    const indicator = `@jane_doe_${id.slice(0, 8)}_lineage`;
    const total = wireBalance('bln_total', { ledger_id: 'general_ledger_id', indicator });
    core.balances.set('bln_total', { ...total, balance: 7_000 });
  });
  const shown = async () => {
    const preview = await previewRename(finance, { identityId: id, lastName: 'Roe' });
    return preview.kind === 'breaks' ? preview.digest : expect.unreachable(preview.kind);
  };

  it('is sent only with what was shown and typed, and keeps every sentence', async () => {
    const effectDigest = await shown();
    const unconfirmed = await failureOf(run(await change({ lastName: 'Roe' }, { effectDigest })));
    expect(unconfirmed).toMatchObject({
      code: 'invalid',
      fields: { confirmation: 'Type f0a7, the end of this identity’s id.' },
    });
    const confirmation = ' F0A7 ';
    const unseen = await failureOf(run(await change({ lastName: 'Roe' }, { confirmation })));
    expect(unseen).toMatchObject({ code: 'conflict' });
    expect(unseen.message).toContain('70.00 USD tagged');
    expect(sent()).toBe(0);

    const standing = await run(await change({ lastName: 'Roe' }, { effectDigest, confirmation }));
    expect(standing.state).toBe('succeeded');
    const { details } = await getOperation(finance, standing.operationId);
    expect(details).toMatchObject({
      lineage_effect: 'breaks',
      lineage_tagged: '70.00 USD tagged',
      effect_1: { text: expect.stringContaining('the 70.00 USD under the old name') },
    });
  });

  it('is not sent when money moved since it was shown', async () => {
    const effectDigest = await shown();
    core.balances.get('bln_total')!.balance = 9_000;
    const given = { effectDigest, confirmation: 'f0a7' };
    const failure = await failureOf(run(await change({ lastName: 'Roe' }, given)));
    expect(failure.message).toContain('90.00 USD tagged');
    expect(sent()).toBe(0);
  });

  it('by somebody else meanwhile is a conflict of its own', async () => {
    const input = await change({ lastName: 'Roe' });
    core.identities.get(id)!.last_name = 'Smith';
    expect(await run(input)).toMatchObject({ state: 'conflict' });
    expect(sent()).toBe(0);
  });
});
