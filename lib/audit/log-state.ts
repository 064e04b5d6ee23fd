import 'server-only';
import { asc, sql } from 'drizzle-orm';
import { db } from '@/lib/db/client';
import { auditEvent, auditQueue } from '@/lib/db/schema/audit';
import { logAnchor } from '@/lib/db/schema/log';
import { newestCheckpoint } from './newest-checkpoint';

/** A place outside of the database that checkpoints are copied to. */
export type AnchorState = {
  /** `file:/srv/anchors.txt`, `git:/srv/anchors`. */
  place: string;
  /** Entries that its newest checkpoint covers. */
  size: number;
  anchoredAt: string | null;
  problem: { text: string; since: string } | null;
};

export type LogState = {
  /** The newest checkpoint; `null` before the first. */
  newest: { size: number; rootHash: string; key: string; note: string; sealedAt: string } | null;
  /** Since when the oldest entry waits for being sealed, in milliseconds; 0 when none does. */
  sealLagMs: number;
  /** It waits so long that nobody seems to seal. */
  isOverdue: boolean;
  anchors: AnchorState[];
};

/** Everything is sealed within a second or two; an entry that waits longer than this is one that nobody seals. */
const LONGEST_LAG_MS = 60_000;

/** How far the log is sealed and anchored. */
export async function readLogState(): Promise<LogState> {
  const [newest, [waiting], anchors] = await Promise.all([
    newestCheckpoint(),
    db()
      .select({
        lagMs: sql<string>`floor(extract(epoch from clock_timestamp() - ${auditEvent.at}) * 1000)`,
      })
      .from(auditQueue)
      .innerJoin(auditEvent, sql`${auditEvent.id} = ${auditQueue.eventId}`)
      .orderBy(asc(auditQueue.position))
      .limit(1),
    readAnchors(),
  ]);
  const sealLagMs = waiting ? Math.max(0, Number(waiting.lagMs)) : 0;
  return {
    newest: newest ? { ...newest, sealedAt: newest.sealedAt.toISOString() } : null,
    sealLagMs,
    isOverdue: sealLagMs > LONGEST_LAG_MS,
    anchors,
  };
}

/** The places outside of the database, and how far each has got. */
export async function readAnchors(): Promise<AnchorState[]> {
  const rows = await db().select().from(logAnchor).orderBy(asc(logAnchor.place));
  return rows.map(({ place, size, anchoredAt, problem, problemAt }) => ({
    place,
    size,
    anchoredAt: anchoredAt?.toISOString() ?? null,
    problem: problem && problemAt ? { text: problem, since: problemAt.toISOString() } : null,
  }));
}
