import type { Services } from '../services';
import type { Db } from '../store/db';
import { errorText } from '../errors/core-error';
import { type HoldAction, settleShadows } from '../posting/holds';
import type { LineageType, OutboxEntry } from '../posting/records';
import { processLineage } from './process';

const BATCH = 100;
const CLAIM = '30 seconds';

/** Work that runs beside the server, in ticks. */
export interface TickingWorker {
  /** Does one tick now, after the one that may be running; how many entries it took. */
  tick(): Promise<number>;
  /** Whether nothing waits to be done. */
  settled(): Promise<boolean>;
  /** Ends after the tick that may be running. */
  stop(): Promise<void>;
}

interface OutboxRow {
  id: string;
  transaction_id: string;
  source_balance_id: string | null;
  destination_balance_id: string | null;
  provider: string | null;
  lineage_type: string;
  payload: string;
  inflight: boolean;
}

/**
 * Works off the lineage outbox as Core does (contract 5.3): every tick the hundred oldest entries,
 * one after the other; an entry that fails five times is left for ever.
 *
 * @param tickMs Core's is 1000.
 */
export function startLineageWorker(services: Services, tickMs: number): TickingWorker {
  const { store } = services;
  let running: Promise<number> = Promise.resolve(0);
  const tick = () => {
    running = running.catch(() => 0).then(() => processBatch(services));
    return running;
  };
  let busy = false;
  const timer = setInterval(() => {
    // Like Go's ticker, one that comes while the last is still running is dropped.
    if (busy) return;
    busy = true;
    tick()
      .catch((error: unknown) => console.error('lineage: tick failed:', errorText(error)))
      .finally(() => (busy = false));
  }, tickMs);
  return {
    tick,
    settled: async () => (await waiting(store)) === 0,
    stop: async () => {
      clearInterval(timer);
      await running.catch(() => 0);
    },
  };
}

async function waiting(db: Db): Promise<number> {
  const { rows } = await db.query<{ n: string }>({
    text: `SELECT count(*) AS n FROM blnk.lineage_outbox WHERE status IN ('pending', 'processing')`,
  });
  return Number(rows[0]?.n ?? 0);
}

async function processBatch(services: Services): Promise<number> {
  const { store } = services;
  const entries = await claim(store);
  for (const entry of entries) {
    if (services.faults.takeKill()) return dieAmid(services, entry);
    const failure = await processEntry(services, entry).then(
      () => null,
      (error: unknown) => errorText(error),
    );
    if (failure === null) await complete(store, entry.id);
    else await countAttempt(store, entry.id, failure);
  }
  return entries.length;
}

/**
 * What is booked of the entry stays, nobody notes that it is done, and what else was claimed waits
 * until the claim runs out: so it is after Core has died, and come back.
 */
async function dieAmid(services: Services, entry: OutboxRow): Promise<number> {
  await processEntry(services, entry).catch(() => undefined);
  return 1;
}

/** Either what a payment causes, or what settling a hold could not do at once for its lineage. */
async function processEntry(services: Services, row: OutboxRow): Promise<void> {
  const action = SETTLEMENTS.get(row.lineage_type);
  if (!action) return processLineage(services.books, outboxEntry(row));
  const { parent_transaction_id } = JSON.parse(row.payload) as { parent_transaction_id: string };
  await settleShadows(services, parent_transaction_id, action);
}

const SETTLEMENTS: ReadonlyMap<string, HoldAction> = new Map([
  ['shadow_commit', 'commit'],
  ['shadow_void', 'void'],
]);

async function claim(db: Db): Promise<OutboxRow[]> {
  const { rows } = await db.query<OutboxRow>({
    name: 'lineage-claim',
    text: `WITH claimed AS (
      UPDATE blnk.lineage_outbox SET status = 'processing', locked_until = now() + '${CLAIM}'
      WHERE id IN (
        SELECT id FROM blnk.lineage_outbox
        WHERE status IN ('pending', 'processing') AND attempts < max_attempts
          AND (locked_until IS NULL OR locked_until < now())
        ORDER BY created_at ASC LIMIT ${BATCH} FOR UPDATE SKIP LOCKED)
      RETURNING id, transaction_id, source_balance_id, destination_balance_id, provider,
        lineage_type, payload, inflight, created_at)
      SELECT * FROM claimed ORDER BY created_at ASC`,
  });
  return rows;
}

function outboxEntry(row: OutboxRow): OutboxEntry {
  return {
    transactionId: row.transaction_id,
    sourceBalanceId: row.source_balance_id ?? '',
    destinationBalanceId: row.destination_balance_id ?? '',
    provider: row.provider ?? '',
    lineageType: row.lineage_type as LineageType,
    inflight: row.inflight,
  };
}

async function complete(db: Db, id: string): Promise<void> {
  await db.query({
    name: 'lineage-complete',
    text: `UPDATE blnk.lineage_outbox SET status = 'completed', processed_at = now(), locked_until = NULL
      WHERE id = $1`,
    values: [id],
  });
}

async function countAttempt(db: Db, id: string, failure: string): Promise<void> {
  await db.query({
    name: 'lineage-count-attempt',
    text: `UPDATE blnk.lineage_outbox SET attempts = attempts + 1, last_error = $2, locked_until = NULL,
      status = CASE WHEN attempts + 1 >= max_attempts THEN 'failed' ELSE 'pending' END
      WHERE id = $1`,
    values: [id, failure],
  });
}
