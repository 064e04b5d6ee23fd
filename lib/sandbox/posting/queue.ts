import { type GoTime } from '../clock/go-time';
import { errorText } from '../errors/core-error';
import type { Store } from '../store/db';
import { legsOf, stamped } from './accept-transaction';
import type { Books } from './books';
import { rollBack } from './bulk';
import { balanceByName, requireBalance } from './find-balance';
import { HoldQueue } from './hold-queue';
import { JobQueue } from './jobs';
import { decodeQueued, encodeQueued } from './queued-job';
import { recordTransaction } from './record-transaction';
import type { SettledTransaction } from './records';

const KIND = 'transaction';

/**
 * The queue of transactions that do not skip it (contract 7.3). A request is answered before
 * anything is stored; then its row is written (QUEUED or SCHEDULED, for ever) and a child waits to
 * be applied. What cannot be stored, such as a second use of a reference, vanishes without a trace.
 */
export class TransactionQueue {
  readonly holds: HoldQueue;
  readonly #jobs: JobQueue;
  readonly #storing = new Set<Promise<void>>();

  constructor(
    private readonly store: Store,
    private readonly books: Books,
  ) {
    this.#jobs = new JobQueue(store);
    this.holds = new HoldQueue(this.#jobs, { store, books });
    this.#jobs.handle(KIND, {
      run: (payload) => this.#apply(decodeQueued(payload)),
      giveUp: (payload, reason) => this.#reject(decodeQueued(payload), reason),
    });
  }

  /**
   * Takes a stamped transaction and gives back what its caller is answered.
   * @throws PlainError when its shares cannot be made, or the amount is negative.
   */
  accept(transaction: SettledTransaction): SettledTransaction {
    const metaData = new Map(transaction.metaData ?? []);
    const { parentTransaction, transactionId } = transaction;
    const parent = parentTransaction.includes('bulk') ? parentTransaction : transactionId;
    metaData.set('QUEUED_PARENT_TRANSACTION', parent);
    const answer = { ...transaction, metaData };
    const legs = legsOf(this.books, answer);
    const stored = this.#storeAll(answer, legs)
      .catch((error: unknown) => console.error('queue: not stored:', errorText(error)))
      .then(() => this.#jobs.tick())
      .then(() => undefined);
    this.#storing.add(stored);
    void stored.finally(() => this.#storing.delete(stored));
    return answer;
  }

  start(): void {
    this.#jobs.start();
  }

  /** Works off what is due now; how many jobs it took. */
  async tick(): Promise<number> {
    await Promise.all(this.#storing);
    return this.#jobs.tick();
  }

  /** Whether nothing is left that is due. */
  async settled(): Promise<boolean> {
    return this.#storing.size === 0 && (await this.#jobs.settled());
  }

  /** Ends after what is running. */
  async stop(): Promise<void> {
    await Promise.all(this.#storing);
    await this.#jobs.stop();
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
    const child: SettledTransaction = {
      ...row,
      transactionId: books.newId('txn'),
      parentTransaction: row.transactionId,
      reference: `${row.reference}_q`,
    };
    await this.#jobs.add({
      kind: KIND,
      taskId: child.transactionId,
      payload: encodeQueued(child),
      dueAt: dueTime(child)?.sql,
    });
  }

  async #balanceId(nameOrId: string, currency: string): Promise<string> {
    const { books } = this;
    const balance = nameOrId.startsWith('@')
      ? await balanceByName(books, nameOrId, currency)
      : await requireBalance(books, nameOrId);
    return balance.balanceId;
  }

  async #apply(child: SettledTransaction): Promise<void> {
    try {
      await recordTransaction(this.books, child);
    } catch (error) {
      const text = errorText(error);
      if (isDuplicate(text)) return;
      if (!isRefusal(text)) throw error;
      await this.#reject(child, text);
    }
  }

  /**
   * The refusal becomes a row of its own, except where even that cannot be written. With `atomic`, it
   * takes back what else was made under the same parent.
   */
  async #reject(child: SettledTransaction, reason: string): Promise<void> {
    const { store, books } = this;
    const metaData = new Map(child.metaData ?? []).set('blnk_rejection_reason', reason);
    try {
      await books.storeOnly({ ...child, status: 'REJECTED', metaData });
    } catch {
      return;
    }
    const parent = metaData.get('QUEUED_PARENT_TRANSACTION');
    if (!child.atomic || typeof parent !== 'string') return;
    await rollBack({ store, books, queue: this }, parent, child.inflight).catch((error: unknown) =>
      console.error('queue: not rolled back:', errorText(error)),
    );
  }
}

function dueTime({ scheduledFor }: SettledTransaction): GoTime | undefined {
  return scheduledFor.isZero ? undefined : scheduledFor;
}

function pairKey({ source, destination, currency }: SettledTransaction): string {
  return `${source}|${destination}|${currency.toUpperCase()}`;
}

const isDuplicate = (text: string): boolean =>
  text.includes('reference') && text.includes('already been used');

/** Refused for good; anything else is tried again. */
const isRefusal = (text: string): boolean =>
  text.includes('insufficient funds') || text.includes('transaction exceeds overdraft limit');
