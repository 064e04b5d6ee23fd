import 'server-only';
import { and, asc, count, eq, gt, isNull, max, sql } from 'drizzle-orm';
import { assertPermission } from '@/lib/auth/permissions';
import type { Actor } from '@/lib/base/actor';
import { db } from '@/lib/db/client';
import { invitation, person, session } from '@/lib/db/schema/people';
import type { InvitationRow, PersonRow } from './schema';

/**
 * Everybody who may or might sign in, by name, and the invitations nobody has used yet.
 * Permission: `people:manage`. Times are ISO instants in UTC.
 */
export async function listPeople(
  actor: Actor,
): Promise<{ people: PersonRow[]; invitations: InvitationRow[] }> {
  assertPermission(actor, 'people:manage');
  const [people, invitations] = await Promise.all([readPeople(), readInvitations()]);
  return { people: people.map((row) => ({ ...row, isSelf: row.id === actor.id })), invitations };
}

async function readPeople(): Promise<Omit<PersonRow, 'isSelf'>[]> {
  const rows = await db()
    .select({
      id: person.id,
      name: person.name,
      email: person.email,
      role: person.role,
      disabledAt: person.disabledAt,
      createdAt: person.createdAt,
      sessionCount: count(session.id),
      signedInAt: max(session.createdAt),
    })
    .from(person)
    .leftJoin(session, and(eq(session.userId, person.id), gt(session.expiresAt, sql`now()`)))
    .groupBy(person.id)
    .orderBy(sql`lower(${person.name})`, asc(person.id));
  return rows.map((row) => ({
    ...row,
    disabledAt: row.disabledAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    signedInAt: row.signedInAt?.toISOString() ?? null,
  }));
}

async function readInvitations(): Promise<InvitationRow[]> {
  const rows = await db()
    .select({
      id: invitation.id,
      email: invitation.email,
      role: invitation.role,
      invitedBy: person.name,
      createdAt: invitation.createdAt,
      expiresAt: invitation.expiresAt,
      isExpired: sql<boolean>`${invitation.expiresAt} <= now()`,
    })
    .from(invitation)
    .leftJoin(person, eq(person.id, invitation.invitedBy))
    .where(and(isNull(invitation.acceptedAt), isNull(invitation.revokedAt)))
    .orderBy(asc(invitation.createdAt), asc(invitation.id));
  return rows.map((row) => ({
    ...row,
    invitedBy: row.invitedBy ?? 'Command line',
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
  }));
}
