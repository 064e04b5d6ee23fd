import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

/** Two ticks of Core's lineage worker for what succeeds, six for what is tried five times. */
const LONGEST_BOOKING_MS = 7_000;
const POLL_MS = 60;
const GIVE_UP_MS = 60_000;

/** Waits as long as Core may need at worst; for a Core of which only the address is known. */
export function restByTime(): () => Promise<void> {
  return () => sleep(LONGEST_BOOKING_MS);
}

/**
 * Looks into Core's own outbox (contract 5.3), so that nobody waits longer than the work takes. Only
 * what is there at the moment of asking is waited for, as other walks go on making more.
 */
export function restByDatabase(databaseUrl: string): {
  rest: () => Promise<void>;
  close: () => Promise<void>;
} {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 4 });
  const one = async (text: string, values: unknown[] = []): Promise<string> => {
    const { rows } = await pool.query<{ n: string | null }>(text, values);
    return rows[0]?.n ?? '0';
  };
  const rest = async () => {
    const newest = await one('SELECT max(id) AS n FROM blnk.lineage_outbox');
    const until = Date.now() + GIVE_UP_MS;
    while (Date.now() < until) {
      const waiting = await one(
        `SELECT count(*) AS n FROM blnk.lineage_outbox
          WHERE id <= $1 AND status IN ('pending', 'processing')`,
        [newest],
      );
      if (waiting === '0') return;
      await sleep(POLL_MS);
    }
    throw new Error('Lineage was not booked within a minute.');
  };
  return { rest, close: () => pool.end() };
}
