import 'server-only';
import { asc, eq, gt } from 'drizzle-orm';
import { db } from '@/lib/db/client';
import { auditEvent } from '@/lib/db/schema/audit';
import { logCheckpoint, logLeaf } from '@/lib/db/schema/log';
import { readNodes } from './seal';
import { pathOf, rootOf } from './tree';

/** Why an event is in the log: its place, and the hashes that lead from it to a signed root. */
export type InclusionProof = {
  leafIndex: number;
  /** From the leaf up (RFC 6962 §2.1.1), lower-case hex. */
  path: string[];
  /** The first checkpoint over it. */
  checkpoint: { size: number; rootHash: string; key: string; note: string; sealedAt: string };
};

/** Where an event stands in the log, and since when that is sealed; `null` while it is not. */
export type Seal = { leafIndex: number; leafHash: string; size: number; sealedAt: string };

export async function readSeal(eventId: string): Promise<Seal | null> {
  const [row] = await db()
    .select({
      leafIndex: logLeaf.leafIndex,
      leafHash: auditEvent.leafHash,
      size: logCheckpoint.size,
      sealedAt: logCheckpoint.sealedAt,
    })
    .from(logLeaf)
    .innerJoin(auditEvent, eq(auditEvent.id, logLeaf.eventId))
    .innerJoin(logCheckpoint, gt(logCheckpoint.size, logLeaf.leafIndex))
    .where(eq(logLeaf.eventId, eventId))
    .orderBy(asc(logCheckpoint.size))
    .limit(1);
  return row ? { ...row, sealedAt: row.sealedAt.toISOString() } : null;
}

/** The inclusion proof of an event; `null` while it is not sealed. */
export async function readInclusionProof(eventId: string): Promise<InclusionProof | null> {
  const [leaf] = await db().select().from(logLeaf).where(eq(logLeaf.eventId, eventId));
  if (!leaf) return null;
  const [checkpoint] = await db()
    .select()
    .from(logCheckpoint)
    .where(gt(logCheckpoint.size, leaf.leafIndex))
    .orderBy(asc(logCheckpoint.size))
    .limit(1);
  if (!checkpoint) return null;
  const [path] = await readPaths([leaf.leafIndex], checkpoint.size);
  return {
    leafIndex: leaf.leafIndex,
    path: path!,
    checkpoint: { ...checkpoint, sealedAt: checkpoint.sealedAt.toISOString() },
  };
}

/** The paths of leaves in the tree of a size, from the leaf up, in the order asked for. */
export async function readPaths(leaves: readonly number[], size: number): Promise<string[][]> {
  const paths = leaves.map((leaf) => pathOf(leaf, size));
  const hashes = await readNodes(db(), paths.flat(2));
  let at = 0;
  return paths.map((path) =>
    path.map((subtrees) => rootOf(hashes.slice(at, (at += subtrees.length)))),
  );
}
