import { sql } from 'drizzle-orm';
import { boolean, check, integer, pgTable, text } from 'drizzle-orm/pg-core';
import { instant } from './columns';

/**
 * The two properties of a balance that are fixed at its creation and missing from Core's lists, so
 * each balance's pair is read once and kept for ever (design §3).
 */
export const balanceTrait = pgTable('balance_trait', {
  balanceId: text('balance_id').primaryKey(),
  trackFundLineage: boolean('track_fund_lineage').notNull(),
  /** FIFO, LIFO or PROPORTIONAL; Core stores FIFO when lineage is off. */
  allocationStrategy: text('allocation_strategy').notNull(),
});

/** Which Core this database belongs to. One row: another Core is refused. */
export const coreFingerprint = pgTable(
  'core_fingerprint',
  {
    id: integer('id').primaryKey().default(1),
    /** Scheme, host and port of CORE_URL, or `sandbox`. */
    origin: text('origin').notNull(),
    /** `created_at` of `general_ledger_id`, as Core wrote it. */
    generalLedgerCreatedAt: text('general_ledger_created_at').notNull(),
    recordedAt: instant('recorded_at').notNull().defaultNow(),
  },
  () => [check('core_fingerprint_one', sql`id = 1`)],
);

/** Small settings of the installation, by name. `value` is JSON. */
export const setting = pgTable('setting', {
  key: text('key').primaryKey(),
  value: text('value').notNull(),
  updatedAt: instant('updated_at').notNull().defaultNow(),
  updatedBy: text('updated_by').notNull(),
});
