import { errorText } from '../errors/core-error';
import type { Store } from '../store/db';
import { legsOf, stamped } from './accept-transaction';
import type { Books } from './books';
import { balanceByName, requireBalance } from './find-balance';
import { decodeQueued, encodeQueued } from './queued-job';
import { recordTransaction } from './record-transaction';
import type { SettledTransaction } from './records';

const KIND = 'transaction';
const MAX_RETRIES = 5;
const POLL_MS = 1_000;

interface JobRow {
  id: string;
  payload: string;
  attempts: number;
}

/**
 * The queue of transactions that do not skip it (contract 7.3). A request is answered before
 * anything is stored; then its row is written (QUEUED or SCHEDULED, for ever) and a child waits to
 * be applied. What cannot be stored, such as a second use of a reference, vanishes without a trace.
 */
export class TransactionQueue {
  readonly #storing = new Set<Promise<void>>();
  #working: Promise<number> = Promise.resolve(0);
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly store: Store,
    private readonly books: Books,
  ) {}

  /** Takes a stamped transaction and gives back what its caller is answered. */
  accept(transaction: SettledTransaction): SettledTransaction {
    const metaData = new Map(transaction.metaData ?? []);
    metaData.set('QUEUED_PARENT_TRANSACTION', transaction.transactionId);
    const answer = { ...transaction, metaData };
    const legs = legsOf(this.books, answer);
    const stored = this.#storeAll(answer, legs)
      .then(() => this.tick())
      .then(
        () => undefined,
        (error: unknown) => console.error('queue: not stored:', errorText(error)),
      );
    this.#storing.add(stored);
    void stored.finally(() => this.#storing.delete(stored));
    return answer;
  }

  /** Looks for work that is due once a second, beside what `accept` starts itself. */
  start(): void {
    this.#timer = setInterval(() => {
      this.tick().catch((error: unknown) => console.error('queue:', errorText(error)));
    }, POLL_MS);
  }

  /** Works off what is due now, after what is running; how many jobs it took. */
  tick(): Promise<number> {
    this.#working = this.#working.catch(() => 0).then(() => this.#work());
    return this.#working;
  }

  /** Whether nothing is left that is due. */
  async settled(): Promise<boolean> {
    if (this.#storing.size > 0) return false;
    const { rows } = await this.store.query({
      text: 'SELECT 1 FROM blnk.queue_jobs WHERE run_at <= now() LIMIT 1',
    });
    return rows.length === 0;
  }

  /** Ends after what is running. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await Promise.all(this.#storing);
    await this.#working.catch(() => 0);
  }

  async #storeAll(transaction: SettledTransaction, legs: SettledTransaction[]): Promise<void> {
    if (legs.length === 0) return this.#store(transaction);
    for (const [index, leg] of legs.entries()) {
      await this.#store({ ...leg, reference: `${transaction.reference}_${index + 1}` });
    }
  }

  async #store(transaction: SettledTransaction): Promise<void> {
    const { books } = this;
    const row = stamped(books, transaction);
    row.source = await this.#balanceId(row.source, row.currency);
    row.destination = await this.#balanceId(row.destination, row.currency);
    row.metaData?.set('queue_pair_key', pairKey(row)).set('queue_lane', 'normal');
    await books.storeOnly(row);
    await this.#enqueue({
      ...row,
      transactionId: books.newId('txn'),
      parentTransaction: row.transactionId,
      reference: `${row.reference}_q`,
    });
  }

  async #balanceId(nameOrId: string, currency: string): Promise<string> {
    const { books } = this;
    const balance = nameOrId.startsWith('@')
      ? await balanceByName(books, nameOrId, currency)
      : await requireBalance(books, nameOrId);
    return balance.balanceId;
  }

  async #enqueue(child: SettledTransaction): Promise<void> {
    const due = child.scheduledFor.isZero ? child.createdAt : child.scheduledFor;
    await this.store.query({
      text: `INSERT INTO blnk.queue_jobs (task_id, kind, payload, run_at) VALUES ($1, $2, $3, $4)`,
      values: [child.transactionId, KIND, encodeQueued(child), due.sql],
    });
  }

  async #work(): Promise<number> {
    const { rows } = await this.store.query<JobRow>({
      text: `SELECT id, payload::text AS payload, attempts FROM blnk.queue_jobs
        WHERE kind = $1 AND run_at <= now() ORDER BY run_at, id LIMIT 100`,
      values: [KIND],
    });
    for (const job of rows) await this.#run(job);
    return rows.length;
  }

  async #run(job: JobRow): Promise<void> {
    const child = decodeQueued(job.payload);
    try {
      await recordTransaction(this.books, child);
    } catch (error) {
      const text = errorText(error);
      if (!isFinal(text) && job.attempts < MAX_RETRIES) return this.#retryLater(job);
      if (!isDuplicate(text)) await this.#reject(child, text);
    }
    await this.#drop(job);
  }

  async #retryLater(job: JobRow): Promise<void> {
    await this.store.query({
      text: `UPDATE blnk.queue_jobs SET attempts = attempts + 1,
        run_at = now() + interval '1 second' * (15 + attempts ^ 4) WHERE id = $1`,
      values: [job.id],
    });
  }

  /** The refusal becomes a row of its own, except where even that cannot be written. */
  async #reject(child: SettledTransaction, reason: string): Promise<void> {
    const metaData = new Map(child.metaData ?? []).set('blnk_rejection_reason', reason);
    await this.books.storeOnly({ ...child, status: 'REJECTED', metaData }).catch(() => undefined);
  }

  async #drop(job: JobRow): Promise<void> {
    await this.store.query({
      text: 'DELETE FROM blnk.queue_jobs WHERE id = $1',
      values: [job.id],
    });
  }
}

function pairKey({ source, destination, currency }: SettledTransaction): string {
  return `${source}|${destination}|${currency.toUpperCase()}`;
}

const isDuplicate = (text: string): boolean =>
  text.includes('reference') && text.includes('already been used');

/** Refused for good, or known already; everything else is tried again. */
const isFinal = (text: string): boolean =>
  isDuplicate(text) ||
  text.includes('insufficient funds') ||
  text.includes('transaction exceeds overdraft limit');
