import { type LineageFacts } from '@/lib/core/schemas/lineage-facts';
import { expectsShadow, shadowReference, type Transaction } from '@/lib/core/schemas/transaction';
import { totalOf } from './allocation';

/** Core tries a piece of lineage work five times in about five seconds and then never again (contract 5.3). */
const TRIES_LAST_MS = 6_000;
/** Work younger than this may still be waiting for its turn. */
const PENDING_MS = 10_000;
/** When to look again at work that is only waiting for its turn. */
const LOOK_AGAIN_MS = 1_000;

/** Core's clock in answers has whole seconds, so a row seems up to one second younger than it is. */
function ageMs(row: Transaction, facts: LineageFacts): number {
  return facts.readAtMs - Date.parse(row.createdAt);
}

/** A part of a hold that was committed or voided; Core gives these no lineage work (contract 5.2). */
function isOfHold(row: Transaction, facts: LineageFacts): boolean {
  if (row.parentTransaction === null) return false;
  return (
    row.inflight ||
    facts.rows.some(
      (each) => each.transactionId === row.parentTransaction && each.status === 'INFLIGHT',
    )
  );
}

/** Tagged credits among the rows that Core has made no posting for. */
function unbookedCredits(facts: LineageFacts): Transaction[] {
  // Somebody else may have used the reference before: then Core cannot book the credit at all.
  const booked = new Set(facts.shadowRows.flatMap((row) => (row.shadow ? [row.reference] : [])));
  return facts.rows.filter(
    (row) =>
      expectsShadow(row, facts.balance.balanceId) &&
      !isOfHold(row, facts) &&
      !booked.has(shadowReference(row)),
  );
}

/** Debits that took nothing from lineage, newest first. Normal when nothing tagged was left. */
export function unallocatedDebits(facts: LineageFacts): Transaction[] {
  return facts.rows.filter(
    (row) =>
      row.status === 'APPLIED' &&
      row.source === facts.balance.balanceId &&
      row.fundAllocation === null &&
      !isOfHold(row, facts),
  );
}

/** Ids of movements that Core has not booked into lineage yet and probably still will. */
export function pendingWork(facts: LineageFacts): string[] {
  const debits = totalOf(facts.lineage.providers) > 0n ? unallocatedDebits(facts) : [];
  return [...unbookedCredits(facts), ...debits]
    .filter((row) => ageMs(row, facts) < PENDING_MS)
    .map(({ transactionId }) => transactionId);
}

/**
 * Tagged credits that Core never booked and never will. Not counted: a credit from a balance that
 * tracks lineage itself, whose tag Core ignores unless the source has that provider (contract 5.4).
 */
export function lostCredits(facts: LineageFacts): Transaction[] {
  return unbookedCredits(facts).filter(
    (row) =>
      row.status === 'APPLIED' &&
      ageMs(row, facts) >= PENDING_MS &&
      !facts.trackedSources.has(row.source ?? ''),
  );
}

/**
 * How long until something exact can be said about the lineage of this balance; 0 when it can be now.
 * A movement can change lineage until Core's last try is over, and until work that waits is done.
 */
export function unsettledForMs(facts: LineageFacts): number {
  const newest = facts.rows[0];
  if (!newest) return 0;
  const settles = TRIES_LAST_MS - ageMs(newest, facts);
  if (settles > 0) return Math.min(settles, TRIES_LAST_MS);
  return pendingWork(facts).length > 0 ? LOOK_AGAIN_MS : 0;
}

/** A balance with so many movements in such a time will not be quiet soon. */
const BUSY = { movements: 6, withinMs: 60_000 };

/**
 * Whether money moves on this balance so often that waiting until lineage is settled would have no end. What
 * a change of its owner alone does can then never be told exactly.
 */
export function isBusy(facts: LineageFacts): boolean {
  const last = facts.rows[BUSY.movements - 1];
  return last !== undefined && ageMs(last, facts) < BUSY.withinMs;
}
