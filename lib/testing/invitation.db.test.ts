import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { auth } from '@/lib/auth/auth';
import { uuidv7 } from '@/lib/base/ids';
import { db } from '@/lib/db/client';
import { invitation, person } from '@/lib/db/schema/people';
import { invitePerson } from '@/lib/features/people/invite-person';
import { listPeople } from '@/lib/features/people/list-people';
import { withdrawInvitation } from '@/lib/features/people/withdraw-invitation';
import { acceptInvitation } from '@/lib/features/sign-in/accept-invitation';
import { getInvitation } from '@/lib/features/sign-in/get-invitation';
import { eventKindsAbout } from './events-about';
import { failureOf } from './failure-of';
import { migratedDatabase } from './migrated-database';
import { somebody } from './people';

// The whole way of an invitation, through the two rooms that share it: people and sign-in.
migratedDatabase();

const newEmail = () => `${uuidv7()}@new.example`;
const tokenOf = (link: string) => decodeURIComponent(new URL(link).pathname.split('/').at(-1)!);

describe('inviting', () => {
  it('gives a link once, stores its hash only, and lets its holder sign in', async () => {
    const admin = await somebody('admin');
    const email = newEmail();
    const invited = await invitePerson(admin, { email, role: 'finance' });
    const token = tokenOf(invited.link);
    expect(token).toMatch(/^[\w-]{43}$/);
    const [row] = await db().select().from(invitation).where(eq(invitation.email, email));
    expect(JSON.stringify(row)).not.toContain(token);
    expect(await getInvitation(token)).toMatchObject({ state: 'open', email, role: 'finance' });

    await acceptInvitation({ token, name: 'Nina New', password: 'a long enough one' });
    const { user } = await auth().api.signInEmail({
      body: { email, password: 'a long enough one' },
    });
    const [made] = await db().select().from(person).where(eq(person.id, user.id));
    expect(made).toMatchObject({ name: 'Nina New', role: 'finance', email });
    expect(await eventKindsAbout(row!.id)).toEqual(['person.invited']);
    expect(await eventKindsAbout(user.id)).toEqual(['person.joined']);
  });

  it('opens once, also for two who use it at the same moment', async () => {
    const admin = await somebody('admin');
    const email = newEmail();
    const token = tokenOf((await invitePerson(admin, { email, role: 'support' })).link);
    const accept = () => acceptInvitation({ token, name: 'Twin', password: 'a long enough one' });
    const outcomes = await Promise.allSettled([accept(), accept(), accept()]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await db().select().from(person).where(eq(person.email, email))).toHaveLength(1);
    expect(await getInvitation(token)).toEqual({ state: 'closed' });
    expect((await failureOf(accept())).code).toBe('precondition');
  });

  it('does not open when expired, withdrawn, replaced or invented', async () => {
    const admin = await somebody('admin');
    const accept = (token: string) =>
      failureOf(acceptInvitation({ token, name: 'X', password: 'a long enough one' }));

    const email = newEmail();
    const old = tokenOf((await invitePerson(admin, { email, role: 'support' })).link);
    const replacing = tokenOf((await invitePerson(admin, { email, role: 'auditor' })).link);
    expect(await getInvitation(old)).toEqual({ state: 'closed' });
    expect((await accept(old)).code).toBe('precondition');
    expect(await getInvitation(replacing)).toMatchObject({ state: 'open', role: 'auditor' });

    const open = (await listPeople(admin)).invitations.find((row) => row.email === email)!;
    await withdrawInvitation(admin, { invitationId: open.id });
    expect((await accept(replacing)).code).toBe('precondition');
    expect(await eventKindsAbout(open.id)).toEqual(['person.invited', 'invitation.revoked']);
    const again = withdrawInvitation(admin, { invitationId: open.id });
    expect((await failureOf(again)).code).toBe('notFound');

    const late = tokenOf((await invitePerson(admin, { email, role: 'support' })).link);
    await db()
      .update(invitation)
      .set({ expiresAt: new Date(Date.now() - 1000) });
    expect(await getInvitation(late)).toMatchObject({ state: 'expired' });
    expect((await accept(late)).code).toBe('precondition');
    expect((await accept('x'.repeat(43))).code).toBe('precondition');
    expect(await db().select().from(person).where(eq(person.email, email))).toEqual([]);
  });

  it('refuses an address that is taken', async () => {
    const admin = await somebody('admin');
    const failure = await failureOf(invitePerson(admin, { email: admin.email, role: 'support' }));
    expect(failure).toMatchObject({ code: 'invalid', fields: { email: expect.any(String) } });
  });

  it('makes one open invitation per address when two invite at the same moment', async () => {
    const admin = await somebody('admin');
    const email = newEmail();
    const outcomes = await Promise.allSettled([
      invitePerson(admin, { email, role: 'support' }),
      invitePerson(admin, { email, role: 'finance' }),
    ]);
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected') expect(outcome.reason.failure.code).toBe('conflict');
    }
    const rows = await db().select().from(invitation).where(eq(invitation.email, email));
    expect(rows.filter((row) => !row.revokedAt)).toHaveLength(1);
  });
});
