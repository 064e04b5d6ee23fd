import 'server-only';
import { and, eq, isNull } from 'drizzle-orm';
import { recordEvent } from '@/lib/audit/record';
import { assertPermission } from '@/lib/auth/permissions';
import type { Actor } from '@/lib/base/actor';
import { DomainError } from '@/lib/base/result';
import { db } from '@/lib/db/client';
import { invitation } from '@/lib/db/schema/people';
import type { WithdrawInvitationInput } from './schema';

/**
 * Makes an unused invitation link worthless. Permission: `people:manage`.
 * @throws DomainError `notFound` if it was used or withdrawn meanwhile.
 */
export async function withdrawInvitation(
  actor: Actor,
  params: WithdrawInvitationInput,
): Promise<void> {
  assertPermission(actor, 'people:manage');
  await db().transaction(async (tx) => {
    const [withdrawn] = await tx
      .update(invitation)
      .set({ revokedAt: new Date() })
      .where(
        and(
          eq(invitation.id, params.invitationId),
          isNull(invitation.acceptedAt),
          isNull(invitation.revokedAt),
        ),
      )
      .returning();
    if (!withdrawn) {
      throw new DomainError({
        code: 'notFound',
        message: 'This invitation was used or withdrawn meanwhile. Read the list again.',
      });
    }
    await recordEvent(tx, {
      kind: 'invitation.revoked',
      actor,
      subject: { type: 'invitation', id: withdrawn.id },
    });
  });
}
