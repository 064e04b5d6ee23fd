import { eq, sql } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { MAX_ATTEMPTS, takeAttempt, WINDOW_MS } from '@/lib/auth/attempts';
import { auth, AUTH_BASE_PATH, SESSION_SECONDS } from '@/lib/auth/auth';
import { DEMO_PEOPLE } from '@/lib/auth/demo-people';
import { publicUrl } from '@/lib/auth/public-url';
import { actorOf } from '@/lib/auth/session';
import { type Actor, ROLES } from '@/lib/base/actor';
import { uuidv7 } from '@/lib/base/ids';
import { db } from '@/lib/db/client';
import { auditEvent } from '@/lib/db/schema/audit';
import { person, session, signInAttempt } from '@/lib/db/schema/people';
import { migratedDatabase } from '@/lib/testing/migrated-database';
import { somebody, TEST_PASSWORD } from '@/lib/testing/people';
import { seedDemoPeople } from './seed-demo-people';

const CLI: Actor = { kind: 'cli', id: 'cli', name: 'Command line' };
const PASSWORD = TEST_PASSWORD;

migratedDatabase();
beforeAll(() => void vi.stubEnv('COUNTERFOIL_MODE', 'sandbox'));

type Call = { path: string; body?: unknown; cookie?: string; origin?: string };

async function call({ path, body, cookie, origin = publicUrl().origin }: Call): Promise<Response> {
  const headers = new Headers({ origin, 'content-type': 'application/json' });
  if (cookie) headers.set('cookie', cookie);
  const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
  return auth().handler(
    new Request(new URL(AUTH_BASE_PATH + path, publicUrl()), { ...init, headers }),
  );
}

const signIn = (email: string, password = PASSWORD) =>
  call({ path: '/sign-in/email', body: { email, password } });
const cookieOf = (response: Response) => response.headers.getSetCookie()[0]!.split(';')[0]!;
const actorWith = (cookie: string) => actorOf(new Headers({ cookie }));
const eventsOf = (actorId: string) =>
  db()
    .select({ kind: auditEvent.kind, body: auditEvent.body })
    .from(auditEvent)
    .where(eq(auditEvent.actorId, actorId))
    .orderBy(auditEvent.at, auditEvent.id);

describe('signing in with e-mail and password', () => {
  it('gives a session of twelve hours in a cookie that scripts cannot read', async () => {
    const { id, email } = await somebody('auditor');
    const response = await signIn(email.toUpperCase());
    expect(response.status).toBe(200);
    const [setCookie] = response.headers.getSetCookie();
    expect(setCookie).toMatch(/^counterfoil-\d+\.session_token=/);
    expect(setCookie).toMatch(/HttpOnly/);
    expect(setCookie).toMatch(/SameSite=Lax/);
    expect(setCookie).not.toMatch(/Secure/);
    expect(setCookie).toContain(`Max-Age=${SESSION_SECONDS}`);
    const actor = await actorWith(cookieOf(response));
    expect(actor).toMatchObject({ kind: 'person', id, role: 'auditor', name: 'Test auditor' });
    const [row] = await db().select().from(session).where(eq(session.userId, id));
    const lastsMs = row!.expiresAt.getTime() - row!.createdAt.getTime();
    expect(Math.round(lastsMs / 1000)).toBe(SESSION_SECONDS);
    expect((await eventsOf(id)).map((event) => event.kind)).toEqual(['sign_in']);
  });

  it('refuses a wrong password and records it under the person', async () => {
    const { id, email } = await somebody();
    const response = await signIn(email, 'wrong password!');
    expect(response.status).toBe(401);
    expect(response.headers.getSetCookie()).toEqual([]);
    const events = await eventsOf(id);
    expect(events.map((event) => event.kind)).toEqual(['sign_in_failed']);
    expect(events[0]!.body).toContain('wrong_password');
    expect(events[0]!.body).not.toContain('wrong password!');
  });

  it('answers an unknown address the same way and does not keep what was typed', async () => {
    const typed = `hunter2-${uuidv7()}@x.example`;
    const response = await signIn(typed);
    const { email } = await somebody();
    const known = await signIn(email, 'wrong password!');
    expect(response.status).toBe(known.status);
    expect(await response.json()).toEqual(await known.json());
    const events = await eventsOf('sign-in');
    expect(events.at(-1)!.body).toContain('unknown_person');
    expect(events.every((event) => !event.body.includes(typed))).toBe(true);
  });

  it('refuses a disabled person with the right password, and says so only then', async () => {
    const { id, email } = await somebody();
    await db().update(person).set({ disabledAt: new Date() }).where(eq(person.id, id));
    const right = await signIn(email);
    expect(right.status).toBe(403);
    expect(await right.json()).toMatchObject({ code: 'PERSON_DISABLED' });
    expect(await (await signIn(email, 'wrong password!')).json()).toMatchObject({
      code: 'INVALID_EMAIL_OR_PASSWORD',
    });
    expect(await db().select().from(session).where(eq(session.userId, id))).toEqual([]);
  });

  it('shuts out at the next request whoever is disabled, also with a living session', async () => {
    const { id, email } = await somebody();
    const cookie = cookieOf(await signIn(email));
    expect(await actorWith(cookie)).not.toBeNull();
    await db().update(person).set({ disabledAt: new Date() }).where(eq(person.id, id));
    expect(await actorWith(cookie)).toBeNull();
  });

  it('follows a change of role at the next request', async () => {
    const { id, email } = await somebody('support');
    const cookie = cookieOf(await signIn(email));
    await db().update(person).set({ role: 'finance' }).where(eq(person.id, id));
    expect(await actorWith(cookie)).toMatchObject({ role: 'finance' });
  });

  it('does not accept an expired session, nor a cookie that we did not sign', async () => {
    const { id, email } = await somebody();
    const cookie = cookieOf(await signIn(email));
    const [row] = await db().select().from(session).where(eq(session.userId, id));
    const [name] = cookie.split('=');
    expect(await actorWith(`${name}=${row!.token}.forged`)).toBeNull();
    expect(await actorWith(`${name}=${row!.token}`)).toBeNull();
    await db()
      .update(session)
      .set({ expiresAt: new Date(Date.now() - 1000) });
    expect(await actorWith(cookie)).toBeNull();
  });

  it('does not answer a request from another site', async () => {
    const log = vi.spyOn(console, 'error').mockReturnValue();
    const { email } = await somebody();
    const body = { email, password: PASSWORD };
    const cookie = 'a=b';
    const response = await call({
      path: '/sign-in/email',
      body,
      cookie,
      origin: 'https://evil.example',
    });
    expect(response.status).toBe(403);
    expect(response.headers.getSetCookie()).toEqual([]);
    expect(log).toHaveBeenCalledWith(expect.stringContaining('Invalid origin'));
  });
});

describe('limit of attempts', () => {
  it(`closes an address after ${MAX_ATTEMPTS} tries, also for the right password`, async () => {
    const { id, email } = await somebody();
    for (let i = 2; i < MAX_ATTEMPTS; i++) await takeAttempt(email);
    expect((await signIn(email, 'wrong pass')).status).toBe(401);
    expect((await signIn(email, 'wrong pass')).status).toBe(401);
    const closed = await signIn(email);
    expect(closed.status).toBe(429);
    const { retryAt } = (await closed.json()) as { retryAt: string };
    const inMs = new Date(retryAt).getTime() - Date.now();
    expect(inMs).toBeGreaterThan(WINDOW_MS - 120_000);
    expect(inMs).toBeLessThanOrEqual(WINDOW_MS + 5_000);
    await signIn(email);
    const causes = (await eventsOf(id)).map(
      (event) => /"(wrong_password|too_many_attempts)"/.exec(event.body)?.[1],
    );
    expect(causes).toEqual(['wrong_password', 'wrong_password', 'too_many_attempts']);
  });

  it('holds when the tries come at the same moment', async () => {
    const { email } = await somebody();
    for (let i = 3; i < MAX_ATTEMPTS; i++) await takeAttempt(email);
    const tries = Array.from({ length: 8 }, () => signIn(email, 'wrong pass'));
    const statuses = (await Promise.all(tries)).map((response) => response.status);
    expect(statuses.filter((status) => status === 401)).toHaveLength(3);
    expect(statuses.filter((status) => status === 429)).toHaveLength(5);
  });

  it('opens again when the window is over, and after a right password', async () => {
    const { email } = await somebody();
    const use = async (times: number) => {
      for (let i = 0; i < times; i++) await takeAttempt(email);
    };
    await use(MAX_ATTEMPTS);
    expect((await signIn(email)).status).toBe(429);
    await db()
      .update(signInAttempt)
      .set({ windowStartedAt: sql`now() - ${WINDOW_MS} * interval '1 millisecond'` });
    expect((await signIn(email, 'wrong pass')).status).toBe(401);
    expect((await signIn(email)).status).toBe(200);
    await use(MAX_ATTEMPTS - 1);
    expect((await signIn(email)).status).toBe(200);
  });
});

describe('signing out', () => {
  it('ends the session in the database and records it', async () => {
    const { id, email } = await somebody();
    const cookie = cookieOf(await signIn(email));
    const response = await call({ path: '/sign-out', body: {}, cookie });
    expect(response.status).toBe(200);
    expect(response.headers.getSetCookie().join()).toMatch(/session_token=;.*Max-Age=0/);
    expect(await actorWith(cookie)).toBeNull();
    expect((await eventsOf(id)).map((event) => event.kind)).toEqual(['sign_in', 'sign_out']);
    expect((await call({ path: '/sign-out', body: {}, cookie })).status).toBe(200);
    expect(await eventsOf(id)).toHaveLength(2);
  });
});

describe('demo sign-in', () => {
  beforeEach(() => seedDemoPeople(CLI));

  it.each(ROLES)('signs in the demo person for %s without a password', async (role) => {
    const { headers } = await auth().api.signInDemo({
      body: { role },
      headers: new Headers(),
      returnHeaders: true,
    });
    const cookie = headers.getSetCookie()[0]!.split(';')[0]!;
    const { id, name } = DEMO_PEOPLE.find((demo) => demo.role === role)!;
    expect(await actorWith(cookie)).toMatchObject({ id, name, role });
    expect((await eventsOf(id)).at(-1)!.body).toContain('"demo"');
  });

  it('cannot be had with any password', async () => {
    for (const password of ['', 'null', 'undefined', PASSWORD]) {
      expect((await signIn(DEMO_PEOPLE[0]!.email, password)).status).toBeGreaterThanOrEqual(400);
    }
  });

  it('is refused for a disabled demo person', async () => {
    const { id } = DEMO_PEOPLE.find((demo) => demo.role === 'auditor')!;
    await db().update(person).set({ disabledAt: new Date() }).where(eq(person.id, id));
    const attempt = auth().api.signInDemo({ body: { role: 'auditor' }, headers: new Headers() });
    await expect(attempt).rejects.toMatchObject({ body: { code: 'PERSON_DISABLED' } });
    await db().update(person).set({ disabledAt: null }).where(eq(person.id, id));
  });
});
