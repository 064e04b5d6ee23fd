import { sql } from 'drizzle-orm';
import { bigint, check, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { auditEvent } from './audit';
import { instant } from './columns';

/*
 * The sealed log (design §6): a Merkle tree over the events (RFC 6962) and signed checkpoints of it.
 * Leaves, nodes and checkpoints are append-only like the events themselves.
 */

/** The one row that a sealer holds while it seals, so that two of them never number the same leaf. */
export const logHead = pgTable(
  'log_head',
  {
    id: integer('id').primaryKey().default(1),
    /** What the log is called in its checkpoints; made once. */
    origin: text('origin').notNull(),
    /** How many leaves there are. */
    size: bigint('size', { mode: 'number' }).notNull(),
  },
  () => [check('log_head_one', sql`id = 1`)],
);

/** Which event stands at which place of the log. */
export const logLeaf = pgTable('log_leaf', {
  leafIndex: bigint('leaf_index', { mode: 'number' }).primaryKey(),
  eventId: uuid('event_id')
    .notNull()
    .unique()
    .references(() => auditEvent.id),
});

/**
 * Hashes of the complete subtrees: `level` 0 are the leaves, and a node of level n at `index` i covers
 * the leaves from i·2ⁿ on. They never change once they are there.
 */
export const logNode = pgTable(
  'log_node',
  {
    level: integer('level').notNull(),
    nodeIndex: bigint('node_index', { mode: 'number' }).notNull(),
    hash: text('hash').notNull(),
  },
  (table) => [primaryKey({ columns: [table.level, table.nodeIndex] })],
);

/** Signed checkpoints, one for each batch of leaves. */
export const logCheckpoint = pgTable('log_checkpoint', {
  size: bigint('size', { mode: 'number' }).primaryKey(),
  /** The C2SP signed note, as it was copied to the anchors. */
  note: text('note').notNull(),
  /** Lower-case hex; the note has it in base64. */
  rootHash: text('root_hash').notNull(),
  /** The key that signed it, as a C2SP verifier key. */
  key: text('key').notNull(),
  sealedAt: instant('sealed_at').notNull(),
});

/** How far each place outside of the database has got, and what kept it from getting further. */
export const logAnchor = pgTable('log_anchor', {
  /** Such as `file:/srv/anchors.txt`. */
  place: text('place').primaryKey(),
  size: bigint('size', { mode: 'number' }).notNull().default(0),
  anchoredAt: instant('anchored_at'),
  problem: text('problem'),
  problemAt: instant('problem_at'),
});
