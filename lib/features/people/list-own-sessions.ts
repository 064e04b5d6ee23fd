import 'server-only';
import { and, desc, eq, gt, sql } from 'drizzle-orm';
import type { Actor } from '@/lib/base/actor';
import { DomainError } from '@/lib/base/result';
import { db } from '@/lib/db/client';
import { session } from '@/lib/db/schema/people';
import { describeAddress } from './describe-address';
import { describeBrowser } from './describe-browser';
import type { SessionRow } from './schema';

/**
 * Where a person is signed in now, newest first: their own sessions, so every role may. Processes and
 * the command line have none.
 * @throws DomainError `forbidden` for actors who are not people.
 */
export async function listOwnSessions(actor: Actor): Promise<SessionRow[]> {
  if (actor.kind !== 'person') {
    throw new DomainError({ code: 'forbidden', message: 'Only people have sessions.' });
  }
  const rows = await db()
    .select()
    .from(session)
    .where(and(eq(session.userId, actor.id), gt(session.expiresAt, sql`now()`)))
    .orderBy(desc(session.createdAt), desc(session.id));
  return rows.map((row) => ({
    id: row.id,
    browser: describeBrowser(row.userAgent ?? ''),
    address: describeAddress(row.ipAddress ?? ''),
    signedInAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    isCurrent: row.id === actor.sessionId,
  }));
}
