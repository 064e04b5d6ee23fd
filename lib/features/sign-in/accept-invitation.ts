import 'server-only';
import { eq } from 'drizzle-orm';
import { personal } from '@/lib/audit/facts';
import { recordEvent } from '@/lib/audit/record';
import { hashInvitationToken } from '@/lib/auth/invitation-token';
import { insertPerson, passwordHashOf } from '@/lib/auth/new-person';
import { uuidv7 } from '@/lib/base/ids';
import { DomainError } from '@/lib/base/result';
import { db, type Tx } from '@/lib/db/client';
import { invitation, person } from '@/lib/db/schema/people';
import type { AcceptInvitationInput } from './schema';

/**
 * Turns an invitation into a person with name and password. Needs nobody signed in: the token is the
 * proof, it works once, and two who use it at the same moment are judged one after the other.
 * Answers the address to sign in with.
 * @throws DomainError `precondition` if the link was used, withdrawn or has expired.
 */
export async function acceptInvitation(params: AcceptInvitationInput): Promise<{ email: string }> {
  const passwordHash = await passwordHashOf(params.password);
  return db().transaction(async (tx) => {
    const open = await lockOpenInvitation(tx, params.token);
    const id = uuidv7();
    const { email, role } = open;
    await insertPerson(tx, { id, name: params.name, email, role, passwordHash });
    await tx.update(invitation).set({ acceptedAt: new Date() }).where(eq(invitation.id, open.id));
    await recordEvent(tx, {
      kind: 'person.joined',
      actor: { kind: 'person', id, name: params.name, role, sessionId: `invitation:${open.id}` },
      subject: { type: 'person', id },
      role,
      invitation_id: open.id,
      email: personal(email),
    });
    return { email };
  });
}

async function lockOpenInvitation(tx: Tx, token: string): Promise<typeof invitation.$inferSelect> {
  const [row] = await tx
    .select()
    .from(invitation)
    .where(eq(invitation.tokenHash, hashInvitationToken(token)))
    .for('update');
  const isOpen = row && !row.acceptedAt && !row.revokedAt && row.expiresAt.getTime() > Date.now();
  if (!isOpen) {
    throw new DomainError({
      code: 'precondition',
      message: 'This link was used, withdrawn or has expired. Ask an admin for a new one.',
    });
  }
  const [taken] = await tx
    .select({ id: person.id })
    .from(person)
    .where(eq(person.email, row.email));
  if (taken) {
    throw new DomainError({
      code: 'precondition',
      message: 'Somebody with this address can sign in already.',
    });
  }
  return row;
}
