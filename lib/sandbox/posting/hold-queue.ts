import { randomUUID } from 'node:crypto';
import type { GoTime } from '../clock/go-time';
import { errorText, PlainError, Refusal } from '../errors/core-error';
import { committedTotal, inflightLegs } from './hold-reads';
import { type HoldAction, type HoldDesk, openHold, refuseAmount, settleHold } from './holds';
import type { JobQueue } from './jobs';
import type { SettledTransaction } from './records';

const KIND = 'hold';

interface HoldJob {
  readonly id: string;
  readonly action: HoldAction;
  /** Minor units; "0" means all that is left. */
  readonly amount: string;
  readonly actionId: string;
}

/** What is asked of the holds behind one id. */
export interface HoldRequest {
  readonly id: string;
  readonly action: HoldAction;
  readonly amountMinor: bigint;
}

/** Commits and voids that go through the queue, or come by themselves when their date is there. */
export class HoldQueue {
  constructor(
    private readonly jobs: JobQueue,
    private readonly desk: HoldDesk,
  ) {
    jobs.handle(KIND, { run: (payload) => this.#run(JSON.parse(payload) as HoldJob) });
  }

  /**
   * Checks what can be checked and leaves the rest to the worker (contract 3.4).
   * @returns the hold as it still is.
   * @throws Refusal 409 when an action for it is waiting already; else Core's words.
   */
  async add(request: HoldRequest): Promise<SettledTransaction> {
    const hold = await this.#check(request);
    const { id, action, amountMinor } = request;
    const job: HoldJob = {
      id,
      action,
      amount: amountMinor.toString(),
      actionId: `act_${randomUUID()}`,
    };
    const taken = await this.jobs.add({
      kind: KIND,
      taskId: `inflight-action:${id}`,
      payload: JSON.stringify(job),
    });
    if (!taken) throw new AlreadyQueued();
    void this.jobs.tick();
    return hold;
  }

  /** Settles all of a hold when its time comes. */
  async addLater(id: string, action: HoldAction, at: GoTime): Promise<void> {
    const job: HoldJob = { id, action, amount: '0', actionId: '' };
    await this.jobs.add({
      kind: KIND,
      taskId: `${id}:${action}`,
      payload: JSON.stringify(job),
      dueAt: at.sql,
    });
  }

  async #check(request: HoldRequest): Promise<SettledTransaction> {
    const { id, action } = request;
    let hold: SettledTransaction;
    try {
      hold = await openHold(this.desk, id);
    } catch (error) {
      const text = errorText(error);
      if (!text.includes('not found') && !text.includes('not in inflight status')) throw error;
      return this.#representative(id, action, error);
    }
    const left = hold.preciseAmount - (await committedTotal(this.desk.store, id));
    // Before the queue Core says "commit" here, also of a void.
    if (left === 0n) throw new PlainError('cannot commit. Transaction already committed');
    refuseAmount(hold, left, request);
    return hold;
  }

  /** The parent of several holds, or a batch, stands for them with the fields of the newest one. */
  async #representative(
    id: string,
    action: HoldAction,
    error: unknown,
  ): Promise<SettledTransaction> {
    const legs = await inflightLegs(this.desk.store, id);
    const first = legs[0];
    if (!first) throw error;
    for (const leg of legs) {
      const committed = await committedTotal(this.desk.store, leg.transactionId);
      if (committed !== leg.preciseAmount) return { ...first, transactionId: id };
    }
    throw new PlainError(`cannot ${action}. Transaction already committed`);
  }

  async #run({ id, action, amount, actionId }: HoldJob): Promise<void> {
    // An empty id is queued like any other, and Core's worker cannot read it. It must never be looked
    // up: every hold without a parent would answer to it.
    if (id === '')
      throw new PlainError('json: cannot unmarshal object into Go value of type string');
    for (const leg of await inflightLegs(this.desk.store, id)) {
      const { transactionId } = leg;
      const reference = actionId === '' ? undefined : `${transactionId}_${action}_${actionId}`;
      const amountMinor = BigInt(amount);
      try {
        await settleHold(this.desk, { transactionId, action, amountMinor, reference });
      } catch (error) {
        if (!isFinal(errorText(error))) throw error;
      }
    }
  }
}

/** A commit or void of the same transaction waits already. */
export class AlreadyQueued extends Refusal {
  constructor() {
    super('GEN_CONFLICT', 'a commit or void is already queued for this transaction');
  }
}

/** What a second attempt cannot change. */
function isFinal(text: string): boolean {
  return [
    'already been used',
    'has already been voided',
    'Transaction already committed',
    'not in inflight status',
    'cannot commit more than',
  ].some((part) => text.includes(part));
}
