import { errorText } from '../errors/core-error';
import type { Store } from '../store/db';

const POLL_MS = 1_000;
const MAX_RETRIES = 5;

/** One kind of work. It may be asked again after a failure, up to five times. */
export interface JobHandler {
  /** @throws when it should be tried again later. */
  run(payload: string): Promise<void>;
  /** After the last failure, in words. */
  giveUp?(payload: string, reason: string): Promise<void>;
}

export interface NewJob {
  readonly kind: string;
  /** Only one job of an id can wait at a time. */
  readonly taskId: string;
  readonly payload: string;
  /** For the database; due at once when absent. */
  readonly dueAt?: string;
}

interface JobRow {
  id: string;
  kind: string;
  payload: string;
  attempts: number;
}

/**
 * Work for later, which Core keeps in Redis (contract 7.3): taken in order of its due time, one at a
 * time, and kept over a restart.
 */
export class JobQueue {
  readonly #handlers = new Map<string, JobHandler>();
  #working: Promise<number> = Promise.resolve(0);
  #timer: NodeJS.Timeout | undefined;

  constructor(private readonly store: Store) {}

  handle(kind: string, handler: JobHandler): void {
    this.#handlers.set(kind, handler);
  }

  /** @returns whether it was taken; a job of that id may be waiting already. */
  async add({ kind, taskId, payload, dueAt }: NewJob): Promise<boolean> {
    const { rowCount } = await this.store.query({
      name: 'jobs-add',
      text: `INSERT INTO blnk.queue_jobs (task_id, kind, payload, run_at)
        VALUES ($1, $2, $3, coalesce($4::timestamptz, now())) ON CONFLICT (task_id) DO NOTHING`,
      values: [taskId, kind, payload, dueAt ?? null],
    });
    return rowCount > 0;
  }

  /** Looks for work that has become due once a second. */
  start(): void {
    this.#timer = setInterval(() => void this.tick(), POLL_MS);
  }

  /** Works off what is due now, after what is running; how many jobs it took. */
  tick(): Promise<number> {
    this.#working = this.#working
      .then(() => this.#work())
      .catch((error: unknown) => {
        console.error('jobs:', errorText(error));
        return 0;
      });
    return this.#working;
  }

  /** Whether nothing is left that is due. */
  async settled(): Promise<boolean> {
    const { rows } = await this.store.query({
      text: 'SELECT 1 FROM blnk.queue_jobs WHERE run_at <= now() LIMIT 1',
    });
    return rows.length === 0;
  }

  /** Ends after what is running. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#working;
  }

  async #work(): Promise<number> {
    const { rows } = await this.store.query<JobRow>({
      name: 'jobs-due',
      text: `SELECT id, kind, payload::text AS payload, attempts FROM blnk.queue_jobs
        WHERE run_at <= now() ORDER BY run_at, id LIMIT 100`,
    });
    for (const job of rows) await this.#run(job);
    return rows.length;
  }

  async #run(job: JobRow): Promise<void> {
    const handler = this.#handlers.get(job.kind);
    try {
      await handler?.run(job.payload);
    } catch (error) {
      if (job.attempts < MAX_RETRIES) return this.#retryLater(job);
      await handler?.giveUp?.(job.payload, errorText(error));
    }
    await this.store.query({
      name: 'jobs-drop',
      text: 'DELETE FROM blnk.queue_jobs WHERE id = $1',
      values: [job.id],
    });
  }

  async #retryLater(job: JobRow): Promise<void> {
    await this.store.query({
      name: 'jobs-retry',
      text: `UPDATE blnk.queue_jobs SET attempts = attempts + 1,
        run_at = now() + interval '1 second' * (15 + attempts ^ 4) WHERE id = $1`,
      values: [job.id],
    });
  }
}
