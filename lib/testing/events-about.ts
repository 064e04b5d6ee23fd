import { eq } from 'drizzle-orm';
import { db } from '@/lib/db/client';
import { auditEvent } from '@/lib/db/schema/audit';

/** The kinds of the events about one subject, in the order in which they happened. */
export async function eventKindsAbout(subjectId: string): Promise<string[]> {
  const events = await db()
    .select({ kind: auditEvent.kind })
    .from(auditEvent)
    .where(eq(auditEvent.subjectId, subjectId))
    .orderBy(auditEvent.at, auditEvent.id);
  return events.map((event) => event.kind);
}
