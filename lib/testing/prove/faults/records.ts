import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { type Recorded } from './judge';

/** Asked again after so long while the database is down. */
const AGAIN_MS = 100;
const EVERY_MS = 150;
/** Whatever happens, somebody goes on with an operation within this, once Core and database are back. */
const RESUMED_MS = 30_000;

/** Reads our database past everything that breaks, and waits while it is down. */
export class Records {
  private readonly pool: pg.Pool;
  private readonly waiting = new Map<string, (is: 'over') => void>();
  /** Operations that were due and that nobody had taken up for too long. */
  private readonly forgotten = new Set<string>();
  private isOver = false;
  private readonly work: Promise<void>;

  constructor(
    url: string,
    private readonly leaseMs: number,
  ) {
    this.pool = new pg.Pool({ connectionString: url, max: 2, options: '-c timezone=UTC' });
    this.pool.on('error', () => undefined);
    this.work = this.watch();
  }

  /** Runs a statement once. @throws the driver's error. */
  async once(sql: string): Promise<void> {
    await this.pool.query(sql);
  }

  /** Rows of a query; asked until there is an answer. */
  async rows<T>(sql: string, values: unknown[] = []): Promise<T[]> {
    for (;;) {
      try {
        return (await this.pool.query(sql, values)).rows as T[];
      } catch (error) {
        if (!isAway(error)) throw error;
        await sleep(AGAIN_MS);
      }
    }
  }

  /** Resolves once nothing of the operation can arrive any more. */
  settled(operationId: string): Promise<'over'> {
    return new Promise((resolve) => this.waiting.set(operationId, resolve));
  }

  async close(): Promise<void> {
    this.isOver = true;
    await this.work;
    await this.pool.end();
  }

  private async watch(): Promise<void> {
    while (!this.isOver) {
      const ids = [...this.waiting.keys()];
      const rows = await this.rows<{ id: string }>(
        'select id from operation where id = any($1) and settled_at is not null',
        [ids],
      );
      for (const { id } of rows) {
        this.waiting.get(id)?.('over');
        this.waiting.delete(id);
      }
      const due = await this.rows<{ id: string }>(
        `select id from operation where settled_at is null
          and greatest(next_at, lease_until) < clock_timestamp() - $1 * interval '1 millisecond'`,
        // Whoever died has renewed the lease a whole lease before it ran out.
        [RESUMED_MS - this.leaseMs],
      );
      for (const { id } of due) this.forgotten.add(id);
      await sleep(EVERY_MS);
    }
  }

  /** What is recorded of an operation, or `null`. */
  async recorded(operationId: string, balanceId: string): Promise<Recorded | null> {
    const [row] = await this.rows<Row>(
      `select state, detail::jsonb ->> 'reason' as reason, ${ms('requested_at')} as requested,
        ${ms('outcome_at')} as outcome,
        (select coalesce(json_agg(json_build_object('startedAt', ${ms('started_at')}, 'result', result)
          order by attempt_no), '[]') from operation_attempt where operation_id = operation.id) as attempts,
        (select coalesce(json_object_agg(kind, many), '{}') from (select kind, count(*) as many
          from audit_event where operation_id = operation.id group by kind) as each) as events,
        (select coalesce(json_agg(json_build_object('cause', cause, 'lateOf', late_of,
          'toIdentityId', to_identity_id) order by found_at), '[]')
          from owner_drift where balance_id = $2) as drifts
      from operation where id = $1`,
      [operationId, balanceId],
    );
    if (!row) return null;
    const { requested, outcome, ...rest } = row;
    return {
      ...rest,
      wasForgotten: this.forgotten.has(operationId),
      requestedAt: Number(requested),
      outcomeAt: outcome === null ? null : Number(outcome),
    };
  }

  /** When the check of recent owners last ended, by the database's clock; `null` before the first. */
  async lastCheck(): Promise<number | null> {
    const [row] = await this.rows<{ at: string | null }>(
      `select ${ms('finished_at')} as at from owner_sweep where scope = 'recent'`,
    );
    return row?.at ? Number(row.at) : null;
  }

  async isBaselineDone(): Promise<boolean> {
    const rows = await this.rows(
      `select 1 from owner_sweep where scope = 'all' and not is_baseline`,
    );
    return rows.length > 0;
  }
}

type Row = Pick<Recorded, 'state' | 'reason' | 'attempts' | 'events' | 'drifts'> & {
  requested: string;
  outcome: string | null;
};

const ms = (column: string) => `floor(extract(epoch from ${column}) * 1000)::bigint`;

/** Whether the connection is at fault, and not the question. */
function isAway(error: unknown): boolean {
  const code = String((error as { code?: string }).code ?? '');
  // A question that PostgreSQL itself refuses has one of these two classes.
  return !code.startsWith('42') && !code.startsWith('22');
}
