import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { auth } from '@/lib/auth/auth';
import type { Actor, PersonActor } from '@/lib/base/actor';
import { uuidv7 } from '@/lib/base/ids';
import { db } from '@/lib/db/client';
import { auditEvent } from '@/lib/db/schema/audit';
import { account, person, session } from '@/lib/db/schema/people';
import { eventKindsAbout } from '@/lib/testing/events-about';
import { failureOf } from '@/lib/testing/failure-of';
import { migratedDatabase } from '@/lib/testing/migrated-database';
import { somebody, TEST_PASSWORD } from '@/lib/testing/people';
import { changeRole } from './change-role';
import { createAdmin } from './create-admin';
import { disablePerson } from './disable-person';
import { enablePerson } from './enable-person';
import { listOwnSessions } from './list-own-sessions';
import { listPeople } from './list-people';
import { revokeSession } from './revoke-session';

migratedDatabase();

const CLI: Actor = { kind: 'cli', id: 'cli', name: 'Command line' };
const newEmail = () => `${uuidv7()}@new.example`;
const stored = async (id: string) =>
  (await db().select().from(person).where(eq(person.id, id)))[0]!;

/** A browser in which that person is signed in. */
async function signedIn(who: { id: string; email: string }): Promise<PersonActor> {
  await auth().api.signInEmail({ body: { email: who.email, password: TEST_PASSWORD } });
  const rows = await db().select().from(session).where(eq(session.userId, who.id));
  const newest = rows.sort((a, b) => b.createdAt.getTime() - a.createdAt.getTime())[0]!;
  const { name, role } = await stored(who.id);
  return { kind: 'person', id: who.id, name, role, sessionId: newest.id };
}

describe('changing a role', () => {
  it('records before and after, and nothing when it is the same', async () => {
    const admin = await somebody('admin');
    const other = await somebody('support');
    await changeRole(admin, { personId: other.id, role: 'auditor' });
    await changeRole(admin, { personId: other.id, role: 'auditor' });
    expect((await stored(other.id)).role).toBe('auditor');
    expect(await eventKindsAbout(other.id)).toEqual(['person.role_changed']);
    const [event] = await db()
      .select({ body: auditEvent.body })
      .from(auditEvent)
      .where(eq(auditEvent.subjectId, other.id));
    expect(JSON.parse(event!.body)).toMatchObject({
      before: { role: 'support' },
      after: { role: 'auditor' },
      actor: { id: admin.id, session_id: admin.sessionId },
    });
  });

  it('is never of oneself', async () => {
    const admin = await somebody('admin');
    const failure = await failureOf(changeRole(admin, { personId: admin.id, role: 'support' }));
    expect(failure.code).toBe('precondition');
    expect((await stored(admin.id)).role).toBe('admin');
  });

  it('of somebody who does not exist is not found', async () => {
    const failure = await failureOf(changeRole(CLI, { personId: 'nobody', role: 'support' }));
    expect(failure.code).toBe('notFound');
  });
});

describe('disabling', () => {
  it('ends every session and says how many; enabling lets them back in', async () => {
    const admin = await somebody('admin');
    const other = await somebody('support');
    await signedIn(other);
    await signedIn(other);
    expect(await disablePerson(admin, { personId: other.id })).toEqual({ endedSessions: 2 });
    expect(await db().select().from(session).where(eq(session.userId, other.id))).toEqual([]);
    await expect(signedIn(other)).rejects.toMatchObject({ body: { code: 'PERSON_DISABLED' } });
    await disablePerson(admin, { personId: other.id });
    await enablePerson(admin, { personId: other.id });
    await enablePerson(admin, { personId: other.id });
    expect(await signedIn(other)).toMatchObject({ id: other.id });
    expect(await eventKindsAbout(other.id)).toEqual(['person.disabled', 'person.enabled']);
  });

  it('is never of oneself', async () => {
    const admin = await somebody('admin');
    const failure = await failureOf(disablePerson(admin, { personId: admin.id }));
    expect(failure.code).toBe('precondition');
  });
});

describe('the last admin', () => {
  async function onlyAdmins(...ids: string[]): Promise<void> {
    const all = await db().select().from(person).where(eq(person.role, 'admin'));
    for (const { id } of all.filter((row) => !ids.includes(row.id))) {
      await db().update(person).set({ role: 'support' }).where(eq(person.id, id));
    }
  }

  it('can be neither demoted nor disabled, not even from the command line', async () => {
    const last = await somebody('admin');
    await onlyAdmins(last.id);
    const demote = changeRole(CLI, { personId: last.id, role: 'support' });
    expect((await failureOf(demote)).code).toBe('precondition');
    const disable = disablePerson(CLI, { personId: last.id });
    expect((await failureOf(disable)).code).toBe('precondition');
    expect(await stored(last.id)).toMatchObject({ role: 'admin', disabledAt: null });
  });

  it('does not count a disabled one', async () => {
    const last = await somebody('admin');
    const disabled = await somebody('admin');
    await onlyAdmins(last.id, disabled.id);
    await disablePerson(CLI, { personId: disabled.id });
    const demote = changeRole(CLI, { personId: last.id, role: 'support' });
    expect((await failureOf(demote)).code).toBe('precondition');
  });

  it('stays when two remove each other at the same moment', async () => {
    for (let round = 0; round < 5; round++) {
      const a = await somebody('admin');
      const b = await somebody('admin');
      await onlyAdmins(a.id, b.id);
      const outcomes = await Promise.allSettled([
        changeRole(a, { personId: b.id, role: 'finance' }),
        disablePerson(b, { personId: a.id }),
      ]);
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      const rows = await db().select().from(person).where(eq(person.role, 'admin'));
      expect(rows.filter((row) => !row.disabledAt)).toHaveLength(1);
    }
  });
});

describe('sessions', () => {
  it('are listed for their owner alone, newest first, the current one marked', async () => {
    const owner = await somebody('finance');
    const stranger = await somebody('admin');
    const first = await signedIn(owner);
    const second = await signedIn(owner);
    await signedIn(stranger);
    const rows = await listOwnSessions(second);
    expect(rows.map((row) => row.id)).toEqual([second.sessionId, first.sessionId]);
    expect(rows.map((row) => row.isCurrent)).toEqual([true, false]);
    expect(JSON.stringify(rows)).not.toContain('token');
  });

  it('end when revoked, by their owner only, with an event', async () => {
    const owner = await somebody('auditor');
    const stranger = await somebody('admin');
    const first = await signedIn(owner);
    const second = await signedIn(owner);
    const foreign = revokeSession(stranger, { sessionId: first.sessionId });
    expect((await failureOf(foreign)).code).toBe('notFound');
    await revokeSession(second, { sessionId: first.sessionId });
    expect((await listOwnSessions(second)).map((row) => row.id)).toEqual([second.sessionId]);
    expect(await eventKindsAbout(first.sessionId)).toEqual(['session.revoked']);
    const again = revokeSession(second, { sessionId: first.sessionId });
    expect((await failureOf(again)).code).toBe('notFound');
  });

  it('belong to people', async () => {
    expect((await failureOf(listOwnSessions(CLI))).code).toBe('forbidden');
    expect((await failureOf(revokeSession(CLI, { sessionId: 'x' }))).code).toBe('forbidden');
  });
});

describe('the list of people', () => {
  it('shows who they are and where they are signed in, and no secret', async () => {
    const admin = await somebody('admin');
    const other = await somebody('support');
    await signedIn(other);
    const { people } = await listPeople(admin);
    expect(people.find((row) => row.id === other.id)).toMatchObject({
      email: other.email,
      role: 'support',
      disabledAt: null,
      sessionCount: 1,
      isSelf: false,
    });
    expect(people.find((row) => row.id === admin.id)).toMatchObject({
      isSelf: true,
      sessionCount: 0,
      signedInAt: null,
    });
    const [secret] = await db().select().from(account).where(eq(account.userId, other.id));
    expect(JSON.stringify(people)).not.toContain(secret!.password);
  });
});

describe('the first admin', () => {
  const input = () => ({ email: newEmail(), name: 'Root', password: 'a long enough one' });

  it('is made at the command line and can sign in', async () => {
    const params = input();
    const { id } = await createAdmin(CLI, params);
    const { email, password } = params;
    await auth().api.signInEmail({ body: { email, password } });
    expect(await stored(id)).toMatchObject({ role: 'admin', name: 'Root' });
    expect(await eventKindsAbout(id)).toEqual(['person.created']);
    expect((await failureOf(createAdmin(CLI, params))).fields).toHaveProperty('email');
  });

  it('is made nowhere else', async () => {
    const admin = await somebody('admin');
    expect((await failureOf(createAdmin(admin, input()))).code).toBe('forbidden');
  });
});
