import 'server-only';
import { and, eq, isNull } from 'drizzle-orm';
import { personal } from '@/lib/audit/facts';
import { recordEvent } from '@/lib/audit/record';
import { hashInvitationToken, newInvitationToken } from '@/lib/auth/invitation-token';
import { assertPermission } from '@/lib/auth/permissions';
import { publicUrl } from '@/lib/auth/public-url';
import type { Actor } from '@/lib/base/actor';
import { uuidv7 } from '@/lib/base/ids';
import { DomainError } from '@/lib/base/result';
import { db, type Tx } from '@/lib/db/client';
import { invitation, person } from '@/lib/db/schema/people';
import { routes } from '@/lib/routes';
import type { Invited, InvitePersonInput } from './schema';

const VALID_MS = 72 * 60 * 60_000;

/**
 * Makes a one-time link by which a new person sets name and password. A link that was open for the
 * same address stops working. Permission: `people:manage`.
 * @throws DomainError `invalid` (field `email`) if somebody has this address already, `conflict` if
 * another admin invites it at the same moment.
 */
export async function invitePerson(actor: Actor, params: InvitePersonInput): Promise<Invited> {
  assertPermission(actor, 'people:manage');
  const token = newInvitationToken();
  const expiresAt = new Date(Date.now() + VALID_MS);
  const id = uuidv7();
  await db().transaction(async (tx) => {
    await refuseKnownAddress(tx, params.email);
    await withdrawOpen(tx, actor, params.email);
    const made = await tx
      .insert(invitation)
      .values({
        id,
        tokenHash: hashInvitationToken(token),
        email: params.email,
        role: params.role,
        invitedBy: actor.id,
        expiresAt,
      })
      .onConflictDoNothing()
      .returning({ id: invitation.id });
    if (made.length === 0) {
      throw new DomainError({
        code: 'conflict',
        message: 'Another admin invited this address at the same moment. Read the list again.',
      });
    }
    await recordEvent(tx, {
      kind: 'person.invited',
      actor,
      subject: { type: 'invitation', id },
      role: params.role,
      email: personal(params.email),
    });
  });
  return {
    email: params.email,
    link: new URL(routes.invitation(token), publicUrl()).href,
    expiresAt: expiresAt.toISOString(),
  };
}

async function refuseKnownAddress(tx: Tx, email: string): Promise<void> {
  const [known] = await tx.select({ id: person.id }).from(person).where(eq(person.email, email));
  if (!known) return;
  const message = 'Somebody with this address is in the list already.';
  throw new DomainError({ code: 'invalid', message, fields: { email: message } });
}

async function withdrawOpen(tx: Tx, actor: Actor, email: string): Promise<void> {
  const replaced = await tx
    .update(invitation)
    .set({ revokedAt: new Date() })
    .where(
      and(eq(invitation.email, email), isNull(invitation.acceptedAt), isNull(invitation.revokedAt)),
    )
    .returning({ id: invitation.id });
  for (const { id } of replaced) {
    await recordEvent(tx, {
      kind: 'invitation.revoked',
      actor,
      subject: { type: 'invitation', id },
    });
  }
}
