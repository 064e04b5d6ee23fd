import 'server-only';
import { eq } from 'drizzle-orm';
import { hashInvitationToken } from '@/lib/auth/invitation-token';
import type { Role } from '@/lib/base/actor';
import { db } from '@/lib/db/client';
import { invitation } from '@/lib/db/schema/people';

export type InvitationState =
  | { state: 'open'; email: string; role: Role; expiresAt: string }
  /** Used, withdrawn, replaced, or never made: a stranger with a link learns no more than that. */
  | { state: 'closed' }
  | { state: 'expired'; expiresAt: string };

/** What the link with this token is still good for. Needs nobody signed in: the token is the proof. */
export async function getInvitation(token: string): Promise<InvitationState> {
  const [row] = await db()
    .select()
    .from(invitation)
    .where(eq(invitation.tokenHash, hashInvitationToken(token)));
  if (!row || row.acceptedAt || row.revokedAt) return { state: 'closed' };
  const expiresAt = row.expiresAt.toISOString();
  if (row.expiresAt.getTime() <= Date.now()) return { state: 'expired', expiresAt };
  return { state: 'open', email: row.email, role: row.role, expiresAt };
}
