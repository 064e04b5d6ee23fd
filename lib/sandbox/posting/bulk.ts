import { randomUUID } from 'node:crypto';
import { errorText, PlainError, wrap } from '../errors/core-error';
import { twoDecimals } from '../money/go-float';
import { postNow, stamped } from './accept-transaction';
import { inflightLegs } from './hold-reads';
import { type HoldDesk, settleHold } from './holds';
import type { TransactionQueue } from './queue';
import type { TransactionRecord } from './records';
import { refund, refundable } from './refunds';

export interface BulkRequest {
  readonly transactions: readonly TransactionRecord[];
  readonly inflight: boolean;
  readonly atomic: boolean;
  readonly skipQueue: boolean;
}

type BulkDesk = HoldDesk & { readonly queue: TransactionQueue };

/** A batch that stopped at a transaction; the message tells what became of those before. */
export class BatchFailure extends PlainError {
  constructor(
    readonly batchId: string,
    message: string,
  ) {
    super(message);
  }
}

export const newBatchId = (): string => `bulk_${randomUUID()}`;

/**
 * Posts or queues transactions one after the other under one parent (contract 3.4). The first that
 * fails ends it; `atomic` then takes the others back by ordinary voids or refunds, which is not the
 * same as never having made them.
 *
 * @throws BatchFailure
 */
export async function postBatch(
  desk: BulkDesk,
  batchId: string,
  request: BulkRequest,
): Promise<void> {
  try {
    for (const [index, item] of request.transactions.entries()) {
      await postItem(desk, { batchId, index, request, item });
    }
  } catch (error) {
    throw new BatchFailure(
      batchId,
      `${errorText(error)}. ${await aftermath(desk, batchId, request)}`,
    );
  }
}

interface Item {
  readonly batchId: string;
  readonly index: number;
  readonly request: BulkRequest;
  readonly item: TransactionRecord;
}

async function postItem({ books, queue }: BulkDesk, { batchId, index, request, item }: Item) {
  const { inflight, skipQueue } = request;
  const metaData = new Map(item.metaData ?? []).set('sequence', index + 1);
  const transaction = stamped(books, {
    ...item,
    inflight,
    skipQueue,
    parentTransaction: batchId,
    metaData,
  });
  try {
    if (skipQueue) await postNow(books, transaction);
    else queue.accept(transaction);
  } catch (error) {
    const { reference, source, destination, amount } = transaction;
    throw wrap(
      `failed to queue transaction ${index + 1} (Reference: ${reference}, Source: ${source}, Destination: ${destination}, Amount: ${twoDecimals(amount)})`,
      error,
    );
  }
}

async function aftermath(desk: BulkDesk, batchId: string, request: BulkRequest): Promise<string> {
  if (!request.atomic) return 'Previous transactions were not rolled back.';
  try {
    await rollBack(desk, batchId, request.inflight);
  } catch (error) {
    return `Failed to roll back all transactions: ${errorText(error)}`;
  }
  const action = request.inflight ? 'voided' : 'refunded';
  return `All transactions in this batch have been ${action}.`;
}

/**
 * Takes back what was posted under a parent: holds are voided, the rest is refunded through the
 * queue, so balances change only a moment later.
 *
 * @throws PlainError with all that failed.
 */
export async function rollBack(desk: BulkDesk, parentId: string, inflight: boolean): Promise<void> {
  const faults: string[] = [];
  const all = inflight
    ? (await inflightLegs(desk.store, parentId)).map((leg) => leg.transactionId)
    : await refundable(desk, parentId);
  for (const transactionId of all) {
    try {
      if (inflight) await settleHold(desk, { transactionId, action: 'void', amountMinor: 0n });
      else await refund(desk, transactionId, false);
    } catch (error) {
      faults.push(errorText(error));
    }
  }
  if (faults.length === 0) return;
  throw new PlainError(`error occurred during processing: [${faults.join(' ')}]`);
}
