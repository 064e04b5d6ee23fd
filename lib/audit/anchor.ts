import 'server-only';
import { asc, eq, gt, sql } from 'drizzle-orm';
import { db } from '@/lib/db/client';
import { logAnchor, logCheckpoint } from '@/lib/db/schema/log';
import { type AnchorPlace } from './anchor-places';
import { newestCheckpoint } from './newest-checkpoint';

/** Checkpoints copied in one turn at most. */
const AT_ONCE = 500;

/**
 * Copies new checkpoints to a place outside of the database, so that whoever rules the database cannot
 * rewrite the log unseen. Where the place got to is read from the place itself. How it went is kept for
 * the screens: a place that does not take checkpoints, or holds one that the log does not have, is a
 * problem that is told and never the end of sealing.
 * @throws the driver's error when the database cannot be used.
 */
export async function anchorTo(place: AnchorPlace): Promise<void> {
  try {
    const known = await place.newest();
    const problem = known && (await contradiction(known));
    if (problem) return await note(place, { problem });
    const rows = await newerThan(known?.size ?? null);
    // After a problem also without new ones: a git repository may have what it could not push.
    if (rows.length > 0 || (await hasProblem(place))) {
      await place.append(rows.map(({ note: text }) => text));
    }
    const size = rows.at(-1)?.size ?? known?.size;
    if (size !== undefined) await note(place, { size, isNew: rows.length > 0 });
  } catch (error) {
    await note(place, { problem: (error as Error).message });
  }
}

/** Why the newest checkpoint of a place cannot be one of this log; `null` when it is. */
async function contradiction(known: { size: number; note: string }): Promise<string | null> {
  const [same] = await db()
    .select({ note: logCheckpoint.note })
    .from(logCheckpoint)
    .where(eq(logCheckpoint.size, known.size));
  if (same?.note === known.note) return null;
  const size = (await newestCheckpoint())?.size ?? 0;
  return size < known.size
    ? `It holds a checkpoint over ${known.size} entries, and the log has ${size}: entries are missing, or an older database was restored.`
    : `It holds another checkpoint over ${known.size} entries than the log has.`;
}

/** Where a place has nothing yet, the newest alone: it covers everything before it. */
async function newerThan(size: number | null) {
  if (size === null) {
    const newest = await newestCheckpoint();
    return newest ? [newest] : [];
  }
  return db()
    .select()
    .from(logCheckpoint)
    .where(gt(logCheckpoint.size, size))
    .orderBy(asc(logCheckpoint.size))
    .limit(AT_ONCE);
}

async function hasProblem({ name }: AnchorPlace): Promise<boolean> {
  const [row] = await db()
    .select({ problem: logAnchor.problem })
    .from(logAnchor)
    .where(eq(logAnchor.place, name));
  return !!row?.problem;
}

async function note(
  { name }: AnchorPlace,
  now: { size: number; isNew: boolean } | { problem: string },
): Promise<void> {
  const at = sql`clock_timestamp()`;
  const values =
    'problem' in now
      ? // The same problem keeps the time at which it was first seen.
        {
          problem: now.problem,
          problemAt: sql`case when log_anchor.problem = ${now.problem} then log_anchor.problem_at else ${at} end`,
        }
      : {
          size: now.size,
          problem: null,
          problemAt: null,
          ...(now.isNew && { anchoredAt: at }),
        };
  await db()
    .insert(logAnchor)
    .values({
      place: name,
      size: 'size' in now ? now.size : 0,
      anchoredAt: 'size' in now ? at : null,
      problem: 'problem' in now ? now.problem : null,
      problemAt: 'problem' in now ? at : null,
    })
    .onConflictDoUpdate({
      target: logAnchor.place,
      set: values,
      // Nothing new is not worth a write every second.
      setWhere:
        'size' in now
          ? sql`log_anchor.size <> ${now.size} or log_anchor.problem is not null`
          : undefined,
    });
}
