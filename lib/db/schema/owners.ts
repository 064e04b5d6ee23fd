import { sql } from 'drizzle-orm';
import { bigint, boolean, index, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { auditEvent } from './audit';
import { instant } from './columns';

/**
 * Whom Core showed as the owner of a balance when it was last looked at. What differs from it, and from
 * what our own changes have done since, was changed outside Counterfoil.
 */
export const knownOwner = pgTable('known_owner', {
  balanceId: text('balance_id').primaryKey(),
  /** Null: nobody. */
  identityId: text('identity_id'),
  /** When that was first seen to be so. */
  seenAt: instant('seen_at').notNull(),
  /** Who it was when the balance was seen for the first time, and when. */
  firstIdentityId: text('first_identity_id'),
  firstSeenAt: instant('first_seen_at').notNull(),
});

/** An owner that changed outside Counterfoil, until somebody explains it. The evidence is the event. */
export const ownerDrift = pgTable(
  'owner_drift',
  {
    /** That of its event. */
    id: uuid('id')
      .primaryKey()
      .references(() => auditEvent.id),
    /** Null for an incident, which is about many balances. */
    balanceId: text('balance_id'),
    fromIdentityId: text('from_identity_id'),
    toIdentityId: text('to_identity_id'),
    /** `outside`, `late_answer` (of `lateOf`), or `incident`. */
    cause: text('cause').notNull(),
    lateOf: uuid('late_of'),
    /** Balances of an incident. */
    balances: bigint('balances', { mode: 'number' }).notNull().default(1),
    /** Not before this: when the old owner was still shown. */
    since: instant('since'),
    foundAt: instant('found_at').notNull(),
    explainedAt: instant('explained_at'),
  },
  (table) => [
    index('owner_drift_balance').on(table.balanceId, table.foundAt),
    index('owner_drift_open')
      .on(table.foundAt)
      .where(sql`explained_at is null`),
  ],
);

/** Where the two sweeps are: one row each, held by whoever does the next part. */
export const ownerSweep = pgTable('owner_sweep', {
  /** `recent` or `all`. */
  scope: text('scope').primaryKey(),
  startedAt: instant('started_at'),
  finishedAt: instant('finished_at'),
  /** The last balance that was looked at in the run that goes on; null between runs. */
  cursor: text('cursor'),
  isRunning: boolean('is_running').notNull().default(false),
  /** Whether what differs is taken as it is: the first run, and the one after an incident. */
  isBaseline: boolean('is_baseline').notNull().default(true),
  checked: bigint('checked', { mode: 'number' }).notNull().default(0),
  /** Balances that the run before looked at, to say how far this one is. */
  lastChecked: bigint('last_checked', { mode: 'number' }),
  /** What was found to differ and is recorded when the run ends: one incident, or each by itself. */
  differences: jsonb('differences').$type<OwnerDifference[]>().notNull().default([]),
  /** Somebody asked for a run now. */
  isWanted: boolean('is_wanted').notNull().default(false),
  /** Whoever does the next part holds the row until then. */
  leaseUntil: instant('lease_until'),
  /** Why the last part did not come about. */
  problem: text('problem'),
});

/** A balance whose owner is another one than the last that is known. */
export type OwnerDifference = {
  balanceId: string;
  from: string | null;
  to: string | null;
  /** When the old owner was still shown, ISO 8601. */
  since: string | null;
  /** The change whose late answer it looks like. */
  lateOf: string | null;
};
