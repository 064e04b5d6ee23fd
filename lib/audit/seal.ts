import 'server-only';
import { randomBytes } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { type Actor } from '@/lib/base/actor';
import { assert } from '@/lib/base/assert';
import { db, type Tx } from '@/lib/db/client';
import { logCheckpoint, logHead, logLeaf, logNode } from '@/lib/db/schema/log';
import { signCheckpoint, verifierKey } from './checkpoint';
import { newestCheckpoint } from './newest-checkpoint';
import { databaseNow, recordEvent } from './record';
import { type SigningKey } from './signing-key';
import { grow, rootOf, subtreesOf } from './tree';

/** How long an idle log may go without a checkpoint (docs/evidence-format.md, heartbeats). */
const HEARTBEAT_MS = 3_600_000;
/** Leaves in one checkpoint at most, so that a transaction stays short. */
const BATCH = 1_000;

const SEALER: Actor = { kind: 'system', id: 'sealer', name: 'Sealer' };

type Head = { origin: string; size: number };
type Newest = NonNullable<Awaited<ReturnType<typeof newestCheckpoint>>>;

/** What a turn of the sealer came to. `busy`: another one was at it. */
export type Sealed = { is: 'sealed'; leaves: number; size: number } | { is: 'idle' | 'busy' };

/**
 * Seals what is queued: each event becomes the next leaf of the tree, and one signed checkpoint is made
 * over all of them, in one transaction. Any number of processes may do so: who finds the head locked
 * leaves it to the other.
 * @param keys the first signs; the others vouch for it when it is new.
 * @throws the driver's error when the database cannot be used; nothing of the batch is sealed then.
 */
export async function seal(
  keys: readonly SigningKey[],
  { heartbeatMs = HEARTBEAT_MS }: { heartbeatMs?: number } = {},
): Promise<Sealed> {
  return db().transaction(async (tx) => {
    const head = await lockHead(tx);
    if (!head) return { is: 'busy' };
    const newest = await newestCheckpoint(tx);
    const sealedAt = await databaseNow(tx);
    const signers = await signersOf(tx, { head, newest, keys });
    if (newest && sealedAt.getTime() - newest.sealedAt.getTime() >= heartbeatMs) {
      await recordEvent(tx, { kind: 'log.heartbeat', actor: SEALER, subject: logOf(head) });
    }
    const queued = await takeQueued(tx);
    if (queued.length === 0) return { is: 'idle' };
    const tree = await append(tx, head, queued);
    const rootHash = rootOf(tree.subtrees);
    const previous = newest?.size ?? 0;
    const checkpoint = { origin: head.origin, size: tree.size, rootHash, sealedAt, previous };
    await tx.insert(logCheckpoint).values({
      size: tree.size,
      note: signCheckpoint(checkpoint, signers),
      rootHash,
      key: verifierKey(head.origin, keys[0]!),
      sealedAt,
    });
    await tx.update(logHead).set({ size: tree.size });
    return { is: 'sealed', leaves: queued.length, size: tree.size };
  });
}

/** Records that this process seals from now on, or no more: a pause between both is announced. */
export async function announceSealing(what: 'started' | 'stopped'): Promise<void> {
  await db().transaction(async (tx) => {
    const [head] = await tx.select().from(logHead);
    const subject = { type: 'log', id: head?.origin ?? null } as const;
    await recordEvent(tx, { kind: `log.sealing_${what}`, actor: SEALER, subject });
  });
}

const logOf = ({ origin }: Head) => ({ type: 'log', id: origin }) as const;

/** Holds the head until the transaction ends; `null` when another sealer holds it. */
async function lockHead(tx: Tx): Promise<Head | null> {
  await tx
    .insert(logHead)
    .values({ origin: `counterfoil/${randomBytes(8).toString('hex')}`, size: 0 })
    .onConflictDoNothing();
  const [head] = await tx.select().from(logHead).for('update', { skipLocked: true });
  return head ?? null;
}

/**
 * Who signs the next checkpoint. Another key than that of the newest is an event of its own, and the
 * checkpoint over it is signed by the earlier key too, if that is still there to vouch for the new one.
 */
async function signersOf(
  tx: Tx,
  { head, newest, keys }: { head: Head; newest: Newest | null; keys: readonly SigningKey[] },
): Promise<SigningKey[]> {
  const [current, ...earlier] = keys;
  assert(current, 'a log is signed by a key');
  const after = { key: verifierKey(head.origin, current) };
  if (newest?.key === after.key) return [current];
  await recordEvent(tx, {
    kind: 'log.key_changed',
    actor: SEALER,
    subject: logOf(head),
    before: newest && { key: newest.key },
    after,
  });
  const vouching = earlier.filter((key) => verifierKey(head.origin, key) === newest?.key);
  return [current, ...vouching];
}

type Queued = { event_id: string; leaf_hash: string };

/** Takes the oldest of the queue, key changes before all else so that the next checkpoint is over them. */
async function takeQueued(tx: Tx): Promise<Queued[]> {
  const { rows } = await tx.execute<Queued>(sql`
    with taken as (
      delete from audit_queue where position in (
        (select position from audit_queue order by position limit ${BATCH})
        union
        (select position from audit_queue join audit_event on id = event_id
          where kind = 'log.key_changed' and actor_id = ${SEALER.id})
      ) returning position, event_id
    )
    select event_id, leaf_hash from taken join audit_event on id = event_id order by position`);
  return rows;
}

async function append(tx: Tx, { size }: Head, queued: readonly Queued[]) {
  const subtrees = await readNodes(tx, subtreesOf(0, size));
  const tree = grow(
    { size, subtrees },
    queued.map(({ leaf_hash }) => leaf_hash),
  );
  await tx
    .insert(logLeaf)
    .values(queued.map(({ event_id }, at) => ({ leafIndex: size + at, eventId: event_id })));
  await tx
    .insert(logNode)
    .values(tree.nodes.map(({ level, index, hash }) => ({ level, nodeIndex: index, hash })));
  return tree;
}

/** The hashes of subtrees, in the order asked for. */
export async function readNodes(
  tx: Pick<Tx, 'select'>,
  places: readonly { level: number; index: number }[],
): Promise<string[]> {
  if (places.length === 0) return [];
  const wanted = places.map(({ level, index }) => sql`(${level}, ${index}::bigint)`);
  const rows = await tx
    .select()
    .from(logNode)
    .where(sql`(level, node_index) in (${sql.join(wanted, sql`, `)})`);
  const found = new Map(rows.map(({ level, nodeIndex, hash }) => [`${level}/${nodeIndex}`, hash]));
  return places.map(({ level, index }) => {
    const hash = found.get(`${level}/${index}`);
    assert(hash, `the tree has its node ${level}/${index}`);
    return hash;
  });
}
